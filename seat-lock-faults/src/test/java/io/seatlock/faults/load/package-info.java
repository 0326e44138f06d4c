/** Calls by hand, for scenarios that say exactly what happens when. */
@NullMarked
package io.seatlock.faults.load;

import org.jspecify.annotations.NullMarked;
