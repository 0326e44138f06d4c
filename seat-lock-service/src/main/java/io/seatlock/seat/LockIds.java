package io.seatlock.seat;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes lock ids: 128 random bits in hexadecimal, so that nobody can guess the capability. */
public final class LockIds {

  private static final int BYTES = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  private LockIds() {}

  public static String next() {
    byte[] id = new byte[BYTES];
    RANDOM.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
