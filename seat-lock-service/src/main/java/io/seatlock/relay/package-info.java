/**
 * Sends the events of the outbox to Kafka, in order and at least once. Holds back those that Kafka does not accept, and
 * sends all others.
 */
@NullMarked
package io.seatlock.relay;

import org.jspecify.annotations.NullMarked;
