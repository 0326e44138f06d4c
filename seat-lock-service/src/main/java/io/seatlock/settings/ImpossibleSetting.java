package io.seatlock.settings;

/** A setting that can't work, alone or beside another one. */
final class ImpossibleSetting extends RuntimeException {

  /** @param sentence names the setting, the rule, and what to write */
  ImpossibleSetting(String sentence) {
    super(sentence);
  }
}
