/** What the schedules found, for people. */
@NullMarked
package io.seatlock.faults.report;

import org.jspecify.annotations.NullMarked;
