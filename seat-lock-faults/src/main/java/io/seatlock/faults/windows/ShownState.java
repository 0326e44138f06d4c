package io.seatlock.faults.windows;

/**
 * The seats as a window showed them at one moment.
 *
 * @param at µs since the epoch
 * @param isComplete false before the first snapshot
 * @param statuses in the order of the plan
 * @param versions of the same seats; 0 where the window does not know it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ShownState(long at, boolean isComplete, Status[] statuses, long[] versions) {}
