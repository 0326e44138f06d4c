/**
 * Callers of every kind, each with random choices of its own seed, and the topics that they fill. They record what they
 * sent and received, and know the service by its public contract only.
 */
@NullMarked
package io.seatlock.faults.load;

import org.jspecify.annotations.NullMarked;
