/** What windows show of a stream, and how they are compared with the store. */
@NullMarked
package io.seatlock.faults.windows;

import org.jspecify.annotations.NullMarked;
