/** Runs schedules, waits until the system is quiet again, has the run checked and writes the report. */
@NullMarked
package io.seatlock.faults.run;

import org.jspecify.annotations.NullMarked;
