/** Whether Redis serves, and what is wrong with its setup: found, logged once, shown by health. */
@NullMarked
package io.seatlock.store.health;

import org.jspecify.annotations.NullMarked;
