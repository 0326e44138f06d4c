package io.seatlock.live;

import io.seatlock.plan.Plans;
import io.seatlock.seat.Seats;
import io.seatlock.seat.TakenSeats;

/** What the pictures of all venues are made from, and who counts. */
record Sources(Plans plans, TakenSeats taken, Seats seats, FeedState feed, LiveMeters meters) {}
