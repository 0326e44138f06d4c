package io.seatlock.store.script;

import io.seatlock.seat.LockLimits;
import io.seatlock.store.settings.GrowthSettings;
import io.seatlock.store.settings.HolderSettings;
import io.seatlock.store.settings.RecordSettings;

/** The limits that the script compares commands with. */
public record CommandLimits(LockLimits lock, HolderSettings holder, GrowthSettings growth, RecordSettings records) {

  /** With the defaults for everything else, and no limit over all venues. */
  public static CommandLimits of(LockLimits lock) {
    return new CommandLimits(lock, HolderSettings.UNLIMITED, GrowthSettings.DEFAULTS, RecordSettings.DEFAULTS);
  }
}
