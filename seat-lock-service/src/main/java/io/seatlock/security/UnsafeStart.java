package io.seatlock.security;

/** Stops the start, because the security settings are unsafe, contradictory or malformed. */
final class UnsafeStart extends RuntimeException {

  /** @param sentence names the setting, the risk, and what to set */
  UnsafeStart(String sentence) {
    super(sentence);
  }
}
