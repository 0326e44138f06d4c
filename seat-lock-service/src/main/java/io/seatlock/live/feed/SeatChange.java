package io.seatlock.live.feed;

import io.seatlock.seat.SeatState.Status;

/** The new status of one seat of a venue, from an event. */
public record SeatChange(String row, String seat, Status status, long version) {}
