/**
 * Sends the events of the outbox to Kafka, in order and at least once. Events that Kafka does not accept wait, and all
 * others are sent.
 */
@NullMarked
package io.seatlock.relay;

import org.jspecify.annotations.NullMarked;
