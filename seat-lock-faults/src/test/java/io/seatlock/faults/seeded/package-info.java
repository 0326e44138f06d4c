/** Every seeded bug is caught by name, and the same scenario accuses the real service of nothing. */
@NullMarked
package io.seatlock.faults.seeded;

import org.jspecify.annotations.NullMarked;
