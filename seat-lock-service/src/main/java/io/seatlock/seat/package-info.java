/**
 * Domain types and rules: seats, locks, refusals and the commands on seats. Depends neither on Spring nor on Redis nor
 * on Kafka, and imports no other package of the service but {@code seat.text}.
 */
@NullMarked
package io.seatlock.seat;

import org.jspecify.annotations.NullMarked;
