/**
 * Best available seats, for a buyer who names only their number, and the orphan rule. This package chooses; the script
 * decides whether a choice is granted.
 */
@NullMarked
package io.seatlock.best;

import org.jspecify.annotations.NullMarked;
