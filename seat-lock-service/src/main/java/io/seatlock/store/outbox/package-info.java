/** The events that Kafka has not acknowledged yet. */
@NullMarked
package io.seatlock.store.outbox;

import org.jspecify.annotations.NullMarked;
