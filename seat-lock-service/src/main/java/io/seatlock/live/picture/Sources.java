package io.seatlock.live.picture;

import io.seatlock.live.feed.FeedState;
import io.seatlock.plan.Plans;
import io.seatlock.seat.Seats;
import io.seatlock.seat.TakenSeats;

/**
 * What the pictures of all venues are made from.
 *
 * @param corrected is run when a picture differed from the store
 */
public record Sources(Plans plans, TakenSeats taken, Seats seats, FeedState feed, Runnable corrected) {}
