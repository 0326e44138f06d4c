/** Wires the packages together: settings, topics and the entry point. No other package imports this one. */
@NullMarked
package io.seatlock;

import org.jspecify.annotations.NullMarked;
