/** Connections to Redis: time-outs, half-open connections, what an error means. */
@NullMarked
package io.seatlock.store.redis;

import org.jspecify.annotations.NullMarked;
