/** Connections to Redis: time-outs, half-open connections, and the meaning of errors. */
@NullMarked
package io.seatlock.store.redis;

import org.jspecify.annotations.NullMarked;
