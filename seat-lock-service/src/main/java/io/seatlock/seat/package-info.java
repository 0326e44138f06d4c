/**
 * Rules and words: what a seat, a lock and a refusal are, and what may be asked of a seat. Knows
 * neither Spring nor Redis nor Kafka and imports no other room.
 */
@NullMarked
package io.seatlock.seat;

import org.jspecify.annotations.NullMarked;
