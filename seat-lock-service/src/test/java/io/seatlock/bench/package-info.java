/** A benchmark that anyone can run ({@code bench/run}); prints figures and asserts none. */
@NullMarked
package io.seatlock.bench;

import org.jspecify.annotations.NullMarked;
