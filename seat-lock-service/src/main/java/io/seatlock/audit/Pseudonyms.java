package io.seatlock.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What stands for users and locks in the audit log: who has the log can follow them, but not name or use them. */
final class Pseudonyms {

  private static final String HMAC = "HmacSHA256";

  private static final int BYTES = 32;

  private static final int SHOWN_OF_USERS = 16;

  private static final int SHOWN_OF_LOCKS = 8;

  private final SecretKeySpec secret;

  /** @param secret empty for a random one */
  Pseudonyms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      bytes = new byte[BYTES];
      new SecureRandom().nextBytes(bytes);
    }
    this.secret = new SecretKeySpec(bytes, HMAC);
  }

  /** The same for the same user and secret. */
  String of(String user) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(secret);
      return hex(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)), SHOWN_OF_USERS);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Nullable
  String ofOptional(@Nullable String user) {
    return user == null ? null : of(user);
  }

  /** The beginning of its SHA-256: a lockId has 128 random bits, so it can't be found by trying. */
  static @Nullable String ofLockId(@Nullable String lockId) {
    try {
      return lockId == null
          ? null
          : hex(MessageDigest.getInstance("SHA-256").digest(lockId.getBytes(StandardCharsets.UTF_8)), SHOWN_OF_LOCKS);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String hex(byte[] bytes, int digits) {
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }
}
