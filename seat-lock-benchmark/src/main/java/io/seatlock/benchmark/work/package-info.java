/** The works, that is, the single benchmarks. */
@NullMarked
package io.seatlock.benchmark.work;

import org.jspecify.annotations.NullMarked;
