package io.seatlock.store;

import java.time.Duration;

/**
 * How seats lie in Redis and how their deadlines are kept.
 *
 * @param partitions over how many slots the venues are spread; must never change while seats are stored
 * @param sweepPoll the longest rest of the sweep; bounds how late a deadline can be met that was set
 *     after the sweep last looked
 * @param expiryListener whether to listen to Redis' own expiry notifications too
 */
public record StoreSettings(int partitions, Duration sweepPoll, boolean expiryListener) {
}
