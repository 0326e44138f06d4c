/**
 * The states of all seats of a venue at one moment, as a JSON list or packed, and limits on concurrent requests for
 * them.
 */
@NullMarked
package io.seatlock.live.list;

import org.jspecify.annotations.NullMarked;
