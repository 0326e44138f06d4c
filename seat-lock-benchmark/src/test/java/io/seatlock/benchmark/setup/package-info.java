@NullMarked
package io.seatlock.benchmark.setup;

import org.jspecify.annotations.NullMarked;
