/**
 * The picture of a venue: the states of its seats in memory, read from Redis, updated by events, and compared with
 * Redis about once a second.
 */
@NullMarked
package io.seatlock.live.picture;

import org.jspecify.annotations.NullMarked;
