package io.seatlock.live.picture;

import io.seatlock.live.feed.FeedState;
import io.seatlock.plan.Plans;
import io.seatlock.seat.Seats;
import io.seatlock.seat.TakenSeats;

/**
 * The sources from which the pictures of all venues are read and updated.
 *
 * @param corrected run when a comparison corrected a picture
 */
public record Sources(Plans plans, TakenSeats taken, Seats seats, FeedState feed, Runnable corrected) {}
