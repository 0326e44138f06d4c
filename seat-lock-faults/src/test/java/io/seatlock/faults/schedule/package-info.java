@NullMarked
package io.seatlock.faults.schedule;

import org.jspecify.annotations.NullMarked;
