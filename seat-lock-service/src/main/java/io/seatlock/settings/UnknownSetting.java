package io.seatlock.settings;

/** A name in the environment that looks like a setting and is none. */
final class UnknownSetting extends RuntimeException {

  UnknownSetting(String name, String nearest) {
    super("There is no setting " + name + "; the nearest is " + nearest + ".");
  }
}
