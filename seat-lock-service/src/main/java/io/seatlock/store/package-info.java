/**
 * The seats in Redis: the implementation of {@link io.seatlock.seat.Seats}, and the bean definitions of the packages
 * below. Only these packages, {@code check} and the operator's commands use Redis. Nothing here depends on HTTP or
 * Kafka.
 */
@NullMarked
package io.seatlock.store;

import org.jspecify.annotations.NullMarked;
