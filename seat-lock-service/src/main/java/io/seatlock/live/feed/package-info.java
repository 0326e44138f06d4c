/**
 * The events of all seats, read from Kafka by each instance for itself while somebody watches. Decides nothing: versions say
 * what is newer.
 */
@NullMarked
package io.seatlock.live.feed;

import org.jspecify.annotations.NullMarked;
