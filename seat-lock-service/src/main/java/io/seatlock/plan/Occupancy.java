package io.seatlock.plan;

import io.seatlock.seat.SeatState.Status;
import java.time.Instant;

/**
 * Which seats of a plan are taken, two bits a seat in the order of the plan: 0 available, 1 locked, 2 finalized. Seat 0
 * is in the two highest bits of the first byte, as Redis' {@code BITFIELD … u2 #index} counts.
 */
public final class Occupancy {

  public static final int AVAILABLE = 0;

  public static final int LOCKED = 1;

  public static final int FINALIZED = 2;

  private final String etag;

  private final Instant at;

  private final byte[] bits;

  /**
   * @param etag of the plan whose order it has
   * @param at when it was read, by Redis' clock, in whole milliseconds
   * @param bits may be shorter than the plan; the seats behind its end are available. Not copied
   */
  public Occupancy(String etag, Instant at, byte[] bits) {
    this.etag = etag;
    this.at = at;
    this.bits = bits;
  }

  /** The two bits of a status. */
  public static int of(Status status) {
    return switch (status) {
      case AVAILABLE -> AVAILABLE;
      case LOCKED -> LOCKED;
      case FINALIZED -> FINALIZED;
    };
  }

  public String etag() {
    return etag;
  }

  /** All changes up to then are in it. By Redis' clock. */
  public Instant at() {
    return at;
  }

  /** Not to be changed. */
  public byte[] bits() {
    return bits;
  }

  public int at(int index) {
    int place = index >> 2;
    return place < bits.length ? bits[place] >> (6 - 2 * (index & 3)) & 3 : AVAILABLE;
  }

  public boolean isAvailable(int index) {
    return at(index) == AVAILABLE;
  }
}
