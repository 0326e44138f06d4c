/** A work is one benchmark. It compares sides, each of which yields named figures. */
@NullMarked
package io.seatlock.benchmark.measure;

import org.jspecify.annotations.NullMarked;
