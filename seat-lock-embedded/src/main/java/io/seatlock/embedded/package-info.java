/**
 * A real Redis and a real Kafka broker, started from Java on the loopback interface, for one-command
 * use and for tests. It depends neither on Spring nor on the service.
 */
@NullMarked
package io.seatlock.embedded;

import org.jspecify.annotations.NullMarked;
