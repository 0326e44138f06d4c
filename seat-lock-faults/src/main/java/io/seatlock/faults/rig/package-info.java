/**
 * What the faults are done to: service processes, Redis in several shapes, a Kafka broker, and the links
 * between them. Knows the service only as a program with arguments, a port and signals.
 */
@NullMarked
package io.seatlock.faults.rig;

import org.jspecify.annotations.NullMarked;
