/** Ends locks at their deadline: the deadline sweep, and the listener that makes it earlier. */
@NullMarked
package io.seatlock.store.expiry;

import org.jspecify.annotations.NullMarked;
