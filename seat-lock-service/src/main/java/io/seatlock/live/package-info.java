/**
 * Live streams of the changes of a venue's seats, as server-sent events. Each venue with open streams has one picture,
 * the states of its seats in memory. All its streams share the same encoded frames. Contains no data of users.
 */
@NullMarked
package io.seatlock.live;

import org.jspecify.annotations.NullMarked;
