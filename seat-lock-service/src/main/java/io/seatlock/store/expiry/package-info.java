/**
 * Ends locks at their deadline: the deadline sweep, and the listener to expiry notifications, which may be earlier.
 * Also removes the state of idle seats.
 */
@NullMarked
package io.seatlock.store.expiry;

import org.jspecify.annotations.NullMarked;
