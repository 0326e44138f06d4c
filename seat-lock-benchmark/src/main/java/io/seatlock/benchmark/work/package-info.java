/** The works: what is measured. */
@NullMarked
package io.seatlock.benchmark.work;

import org.jspecify.annotations.NullMarked;
