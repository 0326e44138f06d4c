/**
 * Reads the events of all seats from Kafka while there are open streams. Each instance reads all events. The versions
 * of the seats decide what is newer.
 */
@NullMarked
package io.seatlock.live.feed;

import org.jspecify.annotations.NullMarked;
