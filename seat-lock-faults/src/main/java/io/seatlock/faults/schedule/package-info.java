/** Which faults are injected when; everything is drawn from a seed. */
@NullMarked
package io.seatlock.faults.schedule;

import org.jspecify.annotations.NullMarked;
