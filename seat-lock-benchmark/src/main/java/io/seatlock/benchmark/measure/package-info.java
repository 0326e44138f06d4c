/** What a measurement is: a work, the sides that are compared in it, and how their figures are named. */
@NullMarked
package io.seatlock.benchmark.measure;

import org.jspecify.annotations.NullMarked;
