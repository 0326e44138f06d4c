/** Measures the service and its alternatives, in turns on one machine, and writes the results into the docs. */
@NullMarked
package io.seatlock.benchmark;

import org.jspecify.annotations.NullMarked;
