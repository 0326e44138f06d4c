package io.seatlock.live.feed;

import io.seatlock.seat.SeatState.Status;

/** An event about one seat of a venue. */
public record SeatChange(String row, String seat, Status status, long version) {}
