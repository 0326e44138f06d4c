/**
 * A real Redis and a real Kafka broker, started from Java on the loopback interface, for one-command
 * use and for tests. This room knows nothing of seats or Spring and imports no other room.
 */
@NullMarked
package io.seatlock.embedded;

import org.jspecify.annotations.NullMarked;
