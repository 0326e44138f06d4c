package io.seatlock.settings;

/** An environment variable or system property that looks like a setting but is not one. */
final class UnknownSetting extends RuntimeException {

  UnknownSetting(String name, String nearest) {
    super("There is no setting " + name + "; the nearest is " + nearest + ".");
  }
}
