/** Who calls: wrk, and a caller of our own where each answer counts or the rate is given. */
@NullMarked
package io.seatlock.benchmark.load;

import org.jspecify.annotations.NullMarked;
