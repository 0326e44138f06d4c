package io.seatlock.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Replaces user ids and lockIds in the audit log by pseudonyms. A reader of the log can follow a user or a lock, but
 * can't learn the user id or use the lock.
 */
final class Pseudonyms {

  private static final String HMAC = "HmacSHA256";

  private static final int BYTES = 32;

  private static final int USER_DIGITS = 16;

  private static final int LOCK_DIGITS = 8;

  private final SecretKeySpec secret;

  /** @param secret the key of the HMAC; empty for a random one */
  Pseudonyms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      bytes = new byte[BYTES];
      new SecureRandom().nextBytes(bytes);
    }
    this.secret = new SecretKeySpec(bytes, HMAC);
  }

  /** The first 16 hexadecimal digits of the HMAC-SHA256 of the user id: equal for the same user and secret. */
  String of(String user) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(secret);
      return hex(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)), USER_DIGITS);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Nullable
  String ofOptional(@Nullable String user) {
    return user == null ? null : of(user);
  }

  /**
   * The first 8 hexadecimal digits of its SHA-256. No secret is needed, since a lockId has 128 random bits and can't be
   * guessed.
   */
  static @Nullable String ofLockId(@Nullable String lockId) {
    try {
      return lockId == null
          ? null
          : hex(MessageDigest.getInstance("SHA-256").digest(lockId.getBytes(StandardCharsets.UTF_8)), LOCK_DIGITS);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String hex(byte[] bytes, int digits) {
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }
}
