package io.seatlock.plan;

import io.seatlock.seat.SeatState.Status;
import java.time.Instant;

/**
 * Which seats of a plan are taken: two bits per seat in the order of the plan, 0 available, 1 locked, 2 finalized. Seat
 * 0 is in the two highest bits of the first byte, as in Redis' {@code BITFIELD … u2 #index}.
 */
public final class Occupancy {

  public static final int AVAILABLE = 0;

  public static final int LOCKED = 1;

  public static final int FINALIZED = 2;

  private final String etag;

  private final Instant at;

  private final byte[] bits;

  /**
   * @param etag the etag of the plan that defines the order of the seats
   * @param at when it was read, by Redis' clock, in whole milliseconds
   * @param bits the states; may be shorter than the plan: seats beyond its end are available. Not copied
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

  /** The status of two bits: the reverse of {@link #of}. */
  public static Status status(int bits) {
    return switch (bits) {
      case AVAILABLE -> Status.AVAILABLE;
      case LOCKED -> Status.LOCKED;
      case FINALIZED -> Status.FINALIZED;
      default -> throw new IllegalArgumentException("No status has the bits " + bits);
    };
  }

  public String etag() {
    return etag;
  }

  /** When it was read, by Redis' clock: it contains all changes up to then. */
  public Instant at() {
    return at;
  }

  /** The states, not copied; callers must not change them. */
  public byte[] bits() {
    return bits;
  }

  public int at(int index) {
    int byteIndex = index >> 2;
    return byteIndex < bits.length ? bits[byteIndex] >> (6 - 2 * (index & 3)) & 3 : AVAILABLE;
  }

  public boolean isAvailable(int index) {
    return at(index) == AVAILABLE;
  }
}
