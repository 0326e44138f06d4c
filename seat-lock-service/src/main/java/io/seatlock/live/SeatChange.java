package io.seatlock.live;

import io.seatlock.seat.SeatState.Status;

/** An event about one seat of a venue. */
record SeatChange(String row, String seat, Status status, long version) {}
