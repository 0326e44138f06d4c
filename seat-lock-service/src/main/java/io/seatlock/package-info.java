/** Puts the rooms together: settings, topics and the entry point. No room imports this one. */
@NullMarked
package io.seatlock;

import org.jspecify.annotations.NullMarked;
