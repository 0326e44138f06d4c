/**
 * Windows: readers of the live seat map as a page is one, readers that do not read, and the comparison of what they show
 * with the store.
 */
@NullMarked
package io.seatlock.faults.windows;

import org.jspecify.annotations.NullMarked;
