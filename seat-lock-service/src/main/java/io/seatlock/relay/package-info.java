/**
 * Sends the events of the outbox to Kafka, in order and at least once. Owns the wire format of events. Imports
 * {@code store} and {@code seat}.
 */
@NullMarked
package io.seatlock.relay;

import org.jspecify.annotations.NullMarked;
