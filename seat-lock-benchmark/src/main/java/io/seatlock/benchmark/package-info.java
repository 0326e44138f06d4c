/** Measures the service beside its alternatives, in turns on one machine, and writes what it found into the docs. */
@NullMarked
package io.seatlock.benchmark;

import org.jspecify.annotations.NullMarked;
