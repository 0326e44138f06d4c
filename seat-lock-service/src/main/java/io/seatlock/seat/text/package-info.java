/**
 * Rules for the characters of ids: one normal form for texts that look the same, and the characters and texts that no
 * id may contain. Independent of seats.
 */
@NullMarked
package io.seatlock.seat.text;

import org.jspecify.annotations.NullMarked;
