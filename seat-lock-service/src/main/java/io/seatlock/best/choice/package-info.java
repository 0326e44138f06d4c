/**
 * The pure choice: which of the free seats of a house suit a wish best, and which choice would leave a seat alone. Knows
 * neither Redis nor threads.
 */
@NullMarked
package io.seatlock.best.choice;

import org.jspecify.annotations.NullMarked;
