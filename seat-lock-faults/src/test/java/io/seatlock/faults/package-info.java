/** The short version of the rig's run. */
@NullMarked
package io.seatlock.faults;

import org.jspecify.annotations.NullMarked;
