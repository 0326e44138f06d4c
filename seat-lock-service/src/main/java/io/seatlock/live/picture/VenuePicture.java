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
 * The states of all seats of a venue's plan, in memory. A change is applied only if its version is higher than the
 * seat's. Not thread-safe.
 */
public final class VenuePicture {

  private final StoredPlan plan;

  private final byte[] states;

  /** The versions of the seats, in µs; 0 for a seat that was available when the picture was read. */
  private final long[] versions;

  /**
   * When the read of the picture began, in µs, by Redis' clock. The picture contains all changes up to this version.
   */
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
   * Takes over versions from an older picture of the same plan, since a read returns no versions of available seats. If
   * such a seat was taken in the older picture, it became available after that version and before the read, so it gets
   * the greatest version that is possible.
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

  /** @return whether the change was applied */
  boolean apply(int index, int state, long version) {
    if (version <= Math.max(versions[index], readAt)) {
      return false;
    }
    set(index, state, version);
    return true;
  }

  /** Sets the state and version from Redis, whatever they were before. */
  public void set(int index, int state, long version) {
    if (states[index] != state) {
      counts.move(seat(index), Occupancy.status(states[index]), Occupancy.status(state));
      states[index] = (byte) state;
    }
    versions[index] = version;
  }

  /** The indexes of the seats whose state, or version unless available, differs in another picture of the same plan. */
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

  /** The states, two bits per seat, in the format of {@link Occupancy}. */
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
    return Occupancy.status(states[index]);
  }

  public long version(int index) {
    return versions[index];
  }

  /** The version, in µs, up to which the picture contained all changes when it was read. */
  public long seq() {
    return readAt;
  }

  /** When the last page was read, by Redis' clock. */
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
