package io.seatlock.live.picture;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.Plans;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState;
import io.seatlock.seat.Seats;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares a picture with Redis, independently of events, which may be late (the instance with the relay's lease
 * crashed, or Kafka is unavailable) or lost. The state of each seat that differs is read from Redis. A newer version is
 * applied at once. An older one, as after a failover, is applied only if the difference lasts until the next
 * comparison. While events are received, most differences are events in transit; so if there are many, only those that
 * last are considered.
 */
final class Comparison {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** The largest number of differences that are read one by one. With more, reading the whole venue is cheaper. */
  private static final int MAX_SEATS = 500;

  enum Result {

    /** No lasting difference; others were events in transit. */
    ALIKE,

    /** A lasting difference was corrected: an event was lost, or the store lost a change. */
    CORRECTED,

    /** The plan was replaced or deleted, or there are too many differences: the venue has to be read again. */
    READ_AGAIN
  }

  private final String venueId;

  private final Plans plans;

  private final Seats seats;

  private final RedisTime time;

  /** The differences of the last comparison, without the seats that have had an event since. */
  private BitSet before = new BitSet();

  private long last = System.nanoTime();

  Comparison(String venueId, Plans plans, Seats seats, RedisTime time) {
    this.venueId = venueId;
    this.plans = plans;
    this.seats = seats;
    this.time = time;
  }

  /** @param now {@link System#nanoTime()} */
  boolean isDue(long now) {
    return now - last >= INTERVAL.toNanos();
  }

  Duration rest(long now) {
    return Duration.ofNanos(Math.max(0, last + INTERVAL.toNanos() - now));
  }

  /** @param now {@link System#nanoTime()} */
  void markStarted(long now) {
    last = now;
  }

  /** Forgets earlier differences, after the picture was read again. */
  void restart() {
    before.clear();
  }

  /** Forgets an earlier difference of a seat, after an event changed it: then no event of the seat was lost. */
  void eventApplied(int index) {
    before.clear(index);
  }

  /**
   * @param eventsCome whether events are received, so that a difference may be an event in transit
   * @param changed receives the indexes of the corrected seats
   * @throws io.seatlock.seat.SeatsUnavailable if Redis does not answer
   */
  Result run(VenuePicture picture, boolean eventsCome, BitSet changed) {
    Occupancy occupancy = plans.occupancy(venueId);
    if (occupancy == null || !occupancy.etag().equals(picture.planEtag())) {
      return Result.READ_AGAIN;
    }
    time.seen(occupancy.at());
    BitSet differences = picture.differences(occupancy);
    BitSet lasting = (BitSet) differences.clone();
    lasting.and(before);
    before = differences;
    BitSet considered = eventsCome && differences.cardinality() > MAX_SEATS ? lasting : differences;
    if (considered.cardinality() > MAX_SEATS) {
      return Result.READ_AGAIN;
    }
    List<Integer> indexes = considered.stream().boxed().toList();
    for (int from = 0; from < indexes.size(); from += SeatGroup.MAX_SEATS) {
      correct(picture, indexes.subList(from, Math.min(indexes.size(), from + SeatGroup.MAX_SEATS)), lasting, changed);
    }
    return lasting.intersects(changed) ? Result.CORRECTED : Result.ALIKE;
  }

  private void correct(VenuePicture picture, List<Integer> indexes, BitSet lasting, BitSet changed) {
    List<SeatId> ids = indexes.stream().map(index -> id(picture, index)).toList();
    switch (seats.perform(new SeatCommand.Look(new SeatGroup(ids, true)))) {
      case Outcome.Done done -> {
        for (int i = 0; i < indexes.size(); i++) {
          correctSeat(picture, indexes.get(i), done.seats().get(i), lasting, changed);
        }
      }
      case Outcome.Refused refused -> correctOthers(picture, indexes, refused, lasting, changed);
      case Outcome.Answered _ -> {
      }
    }
  }

  /** Repeats the read without the seats that can't be read, so that a damaged seat does not affect others. */
  private void correctOthers(VenuePicture picture, List<Integer> indexes, Outcome.Refused refused, BitSet lasting,
      BitSet changed) {
    Set<SeatId> damaged = refused.conflicts().stream().map(Outcome.Conflict::seat).collect(Collectors.toSet());
    List<Integer> readable = indexes.stream().filter(index -> !damaged.contains(id(picture, index))).toList();
    if (!readable.isEmpty() && readable.size() < indexes.size()) {
      correct(picture, readable, lasting, changed);
    }
  }

  private static void correctSeat(VenuePicture picture, int index, SeatState seen, BitSet lasting, BitSet changed) {
    int state = Occupancy.of(seen.status());
    if (seen.version() > picture.version(index) || (lasting.get(index) && state != picture.state(index))) {
      picture.set(index, state, seen.version());
      changed.set(index);
    }
  }

  private SeatId id(VenuePicture picture, int index) {
    PlanSeat seat = picture.seat(index);
    return new SeatId(venueId, seat.row(), seat.seat());
  }
}
