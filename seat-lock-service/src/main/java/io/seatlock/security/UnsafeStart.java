package io.seatlock.security;

/** The settings would leave the service open to whoever reaches it. */
final class UnsafeStart extends RuntimeException {

  /** @param sentence names the setting, the risk, and what to set */
  UnsafeStart(String sentence) {
    super(sentence);
  }
}
