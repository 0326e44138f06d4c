package io.seatlock.settings;

/** A setting that is invalid, alone or in combination with another one. */
final class ImpossibleSetting extends RuntimeException {

  /** @param sentence names the setting, the rule, and what to write */
  ImpossibleSetting(String sentence) {
    super(sentence);
  }
}
