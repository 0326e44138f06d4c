/** How many calls a caller may make: by the caller's name if it is known, by address otherwise. Knows no seats. */
@NullMarked
package io.seatlock.limits;

import org.jspecify.annotations.NullMarked;
