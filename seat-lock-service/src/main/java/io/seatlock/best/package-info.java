/**
 * Best available: which free seats of a plan a buyer gets who names only how many, and the orphan rule. Chooses; whether
 * a choice is granted is decided by the script.
 */
@NullMarked
package io.seatlock.best;

import org.jspecify.annotations.NullMarked;
