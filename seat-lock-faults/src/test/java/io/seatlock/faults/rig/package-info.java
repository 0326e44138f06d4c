@NullMarked
package io.seatlock.faults.rig;

import org.jspecify.annotations.NullMarked;
