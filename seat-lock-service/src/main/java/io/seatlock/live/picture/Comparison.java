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

/**
 * Compares a picture with what the store says, whatever became of the events: they may be late (an instance died that had
 * the relay's lease, Kafka is away) or lost. What differs is looked at in the store; a newer version is taken at once, an
 * older one, as after a fail-over, when the difference lasts until the next comparison. While events come, most differences
 * are events on their way, so only those that last count when there are many.
 */
final class Comparison {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** With more of them it is cheaper to read the venue. */
  private static final int MOST_SEATS = 500;

  enum Result {

    /** Or the differences were events on their way. */
    ALIKE,

    /** An event did not come, or the store has lost a change. */
    CORRECTED,

    /** There is another plan, or none, or too much differs. */
    READ_AGAIN
  }

  private final String venueId;

  private final Plans plans;

  private final Seats seats;

  private final RedisTime time;

  /** What differed last time, without the seats of which an event has come since. */
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
    return now - last >= PAUSE.toNanos();
  }

  Duration rest(long now) {
    return Duration.ofNanos(Math.max(0, last + PAUSE.toNanos() - now));
  }

  /** @param now {@link System#nanoTime()} */
  void ran(long now) {
    last = now;
  }

  /** The picture was read anew. */
  void restart() {
    before.clear();
  }

  /** An event has changed a seat of the picture: those before it were not lost. */
  void heard(int index) {
    before.clear(index);
  }

  /**
   * @param eventsCome whether what differs may be on its way
   * @param changed gets the seats that were corrected
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
    BitSet judged = eventsCome && differences.cardinality() > MOST_SEATS ? lasting : differences;
    if (judged.cardinality() > MOST_SEATS) {
      return Result.READ_AGAIN;
    }
    List<Integer> indexes = judged.stream().boxed().toList();
    for (int from = 0; from < indexes.size(); from += SeatGroup.MAX_SEATS) {
      look(picture, indexes.subList(from, Math.min(indexes.size(), from + SeatGroup.MAX_SEATS)), lasting, changed);
    }
    return lasting.intersects(changed) ? Result.CORRECTED : Result.ALIKE;
  }

  private void look(VenuePicture picture, List<Integer> indexes, BitSet lasting, BitSet changed) {
    List<SeatId> ids = indexes.stream().map(picture::seat).map(this::id).toList();
    if (seats.perform(new SeatCommand.Look(new SeatGroup(ids, true))) instanceof Outcome.Done done) {
      for (int i = 0; i < indexes.size(); i++) {
        int index = indexes.get(i);
        SeatState seen = done.seats().get(i);
        int state = Occupancy.of(seen.status());
        if (seen.version() > picture.version(index) || (lasting.get(index) && state != picture.state(index))) {
          picture.set(index, state, seen.version());
          changed.set(index);
        }
      }
    }
  }

  private SeatId id(PlanSeat seat) {
    return new SeatId(venueId, seat.row(), seat.seat());
  }
}
