/** What is known of a venue's seats: read from Redis, changed as events say, and compared with Redis about once a second. */
@NullMarked
package io.seatlock.live.picture;

import org.jspecify.annotations.NullMarked;
