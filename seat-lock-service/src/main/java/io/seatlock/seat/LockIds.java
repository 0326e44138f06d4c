package io.seatlock.seat;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Creates lock ids: 128 random bits as 32 hexadecimal digits. A lock id is a capability, so nobody may be able to guess
 * one.
 */
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
