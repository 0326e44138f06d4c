/** The characters of ids: one spelling for texts that look the same, and what no id may contain. Knows no seats. */
@NullMarked
package io.seatlock.seat.text;

import org.jspecify.annotations.NullMarked;
