/**
 * Which faults happen when, all drawn from a seed; and the director who lets them happen, waits until all
 * is quiet again and has the run judged.
 */
@NullMarked
package io.seatlock.faults.schedule;

import org.jspecify.annotations.NullMarked;
