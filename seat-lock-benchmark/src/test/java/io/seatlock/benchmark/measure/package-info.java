@NullMarked
package io.seatlock.benchmark.measure;

import org.jspecify.annotations.NullMarked;
