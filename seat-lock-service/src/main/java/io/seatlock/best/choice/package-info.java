/**
 * The algorithm of the choice: which free seats of a plan match a request best, and which choice would isolate a seat.
 * Uses neither Redis nor threads.
 */
@NullMarked
package io.seatlock.best.choice;

import org.jspecify.annotations.NullMarked;
