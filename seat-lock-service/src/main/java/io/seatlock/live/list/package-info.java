/** The seats of a venue at one moment, as a list or packed, and how many of these are made at once. */
@NullMarked
package io.seatlock.live.list;

import org.jspecify.annotations.NullMarked;
