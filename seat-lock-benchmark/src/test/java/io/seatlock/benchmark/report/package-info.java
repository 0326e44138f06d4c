@NullMarked
package io.seatlock.benchmark.report;

import org.jspecify.annotations.NullMarked;
