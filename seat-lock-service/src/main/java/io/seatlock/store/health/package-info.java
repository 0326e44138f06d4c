/** Detects problems with Redis and its setup, logs each once, and shows them in health. */
@NullMarked
package io.seatlock.store.health;

import org.jspecify.annotations.NullMarked;
