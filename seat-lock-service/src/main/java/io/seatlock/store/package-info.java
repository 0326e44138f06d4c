/**
 * The seats on Redis: {@link io.seatlock.seat.Seats} carried out by the script, and the beans of all packages below. Only
 * {@code store} and the operator's commands use Redis; nothing here depends on HTTP or Kafka.
 */
@NullMarked
package io.seatlock.store;

import org.jspecify.annotations.NullMarked;
