/** The results: samples, medians, tables and charts. */
@NullMarked
package io.seatlock.benchmark.report;

import org.jspecify.annotations.NullMarked;
