@NullMarked
package io.seatlock.benchmark.load;

import org.jspecify.annotations.NullMarked;
