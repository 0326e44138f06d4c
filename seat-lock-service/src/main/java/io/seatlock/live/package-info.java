/**
 * The seats of a venue as they change, for those who look on: one picture of each watched venue, and streams of
 * server-sent events that share its frames. Knows no user.
 */
@NullMarked
package io.seatlock.live;

import org.jspecify.annotations.NullMarked;
