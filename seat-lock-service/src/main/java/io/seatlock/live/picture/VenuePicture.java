package io.seatlock.live.picture;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.TakenSeats;
import io.seatlock.seat.TakenSeats.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;

/**
 * All seats of a venue's plan as far as they are known. A change counts only if its version is higher than that of its
 * seat. Used by one thread.
 */
public final class VenuePicture {

  private static final Status[] STATES = Status.values();

  private final StoredPlan plan;

  private final byte[] states;

  /** In µs; 0 for a seat that was available when the picture was read. */
  private final long[] versions;

  /** Older changes are in the picture already: Redis' time when its reading began, in µs. */
  private long readAt;

  private Instant lastPageAt = Instant.EPOCH;

  private final SeatCounts counts;

  public VenuePicture(StoredPlan plan) {
    this.plan = plan;
    states = new byte[plan.plan().seats().size()];
    versions = new long[states.length];
    counts = new SeatCounts(plan.plan());
  }

  /**
   * Reads the venue from the store.
   *
   * @throws io.seatlock.seat.SeatsUnavailable if Redis does not answer
   */
  static VenuePicture read(String venueId, StoredPlan plan, TakenSeats seats) {
    VenuePicture picture = new VenuePicture(plan);
    seats.read(venueId, picture::take);
    return picture;
  }

  private void take(Page page) {
    if (readAt == 0) {
      readAt = ChronoUnit.MICROS.between(Instant.EPOCH, page.at());
    }
    lastPageAt = page.at();
    page.seats().forEach(taken -> {
      int index = indexOf(taken.seat().row(), taken.seat().seat());
      if (index >= 0 && taken.version() > versions[index]) {
        set(index, Occupancy.of(taken.status()), taken.version());
      }
    });
  }

  /**
   * Goes on from an older picture of the same plan. A read tells no version of an available seat. If it was taken before, it
   * became available after its last version and before the read, so the greatest possible version is put in.
   */
  void follow(VenuePicture old) {
    for (int i = 0; i < states.length; i++) {
      if (states[i] == Occupancy.AVAILABLE) {
        versions[i] = old.states[i] == Occupancy.AVAILABLE
            ? old.versions[i]
            : Math.max(old.versions[i] + 1, readAt);
      }
    }
  }

  /** @return whether the seat has changed */
  boolean apply(int index, int state, long version) {
    if (version <= Math.max(versions[index], readAt)) {
      return false;
    }
    set(index, state, version);
    return true;
  }

  /** Takes what the store says, whatever was known. */
  public void set(int index, int state, long version) {
    if (states[index] != state) {
      counts.move(seat(index), STATES[states[index]], STATES[state]);
      states[index] = (byte) state;
    }
    versions[index] = version;
  }

  /** Seats that look otherwise in another picture of the same plan. */
  BitSet differences(VenuePicture other) {
    BitSet differences = new BitSet();
    for (int i = 0; i < states.length; i++) {
      if (states[i] != other.states[i] || (states[i] != Occupancy.AVAILABLE && versions[i] != other.versions[i])) {
        differences.set(i);
      }
    }
    return differences;
  }

  BitSet differences(Occupancy occupancy) {
    BitSet differences = new BitSet();
    for (int i = 0; i < states.length; i++) {
      if (states[i] != occupancy.at(i)) {
        differences.set(i);
      }
    }
    return differences;
  }

  /** Two bits a seat, as {@link Occupancy} has them. */
  public byte[] bits() {
    byte[] bits = new byte[(states.length + 3) >> 2];
    for (int i = 0; i < states.length; i++) {
      bits[i >> 2] |= (byte) (states[i] << (6 - 2 * (i & 3)));
    }
    return bits;
  }

  public String planEtag() {
    return plan.etag();
  }

  /** @return -1 if the plan has no such seat */
  int indexOf(String row, String seat) {
    return plan.plan().indexOf(row, seat);
  }

  public PlanSeat seat(int index) {
    return plan.plan().seats().get(index);
  }

  public int state(int index) {
    return states[index];
  }

  public Status status(int index) {
    return STATES[states[index]];
  }

  public long version(int index) {
    return versions[index];
  }

  /** All changes up to this version were in it when it was read. */
  public long seq() {
    return readAt;
  }

  /** Redis' time at the end of the reading. */
  Instant readUntil() {
    return lastPageAt;
  }

  public SeatCounts counts() {
    return counts;
  }

  public int size() {
    return states.length;
  }
}
