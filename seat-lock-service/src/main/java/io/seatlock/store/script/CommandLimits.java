package io.seatlock.store.script;

import io.seatlock.seat.LockLimits;
import io.seatlock.store.settings.GrowthSettings;
import io.seatlock.store.settings.HolderSettings;
import io.seatlock.store.settings.RecordSettings;

/** The configured limits that are sent to the script with the commands. */
public record CommandLimits(LockLimits lock, HolderSettings holder, GrowthSettings growth, RecordSettings records) {

  /** These lock limits, defaults for everything else, and no limit on the seats of a user across all venues. */
  public static CommandLimits of(LockLimits lock) {
    return new CommandLimits(lock, HolderSettings.UNLIMITED, GrowthSettings.DEFAULTS, RecordSettings.DEFAULTS);
  }
}
