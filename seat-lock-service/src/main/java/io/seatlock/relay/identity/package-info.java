/** Keeps the last known state of the store in a Kafka topic, for {@code store.identity}. */
@NullMarked
package io.seatlock.relay.identity;

import org.jspecify.annotations.NullMarked;
