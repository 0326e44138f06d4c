package io.seatlock.faults.seeded;

import io.seatlock.faults.findings.Rule;
import io.seatlock.testkit.process.ServiceCode;
import java.nio.file.Path;
import java.util.List;

/**
 * A service with one mistake.
 *
 * @param name in reports and tests
 * @param mistake in one sentence
 * @param caughtAs the rule that the checker must report
 * @param settings with which the bug takes effect, without the dashes
 * @param edits of the service's scripts
 * @param mainClass of the service, or of a program around it
 */
public record SeededBug(String name, String mistake, Rule caughtAs, List<String> settings, List<ScriptEdit> edits,
    String mainClass) {

  private static final ScriptEdit EXPIRE_ANY_HOLDER = new ScriptEdit("expire", "local seats = take_settled_seats()",
      """
          local seats = take_seats()
            for _, seat in ipairs(seats) do
              if seat.status == 'LOCKED' then free(seat, 'expired', seat.expiresAt) end
            end""");

  public static final SeededBug NO_COMPARE_ON_RELEASE = ofScript("no-compare-on-release",
      "Unlock, extend, finalize and release do not ask whose lock it is.", Rule.FOREIGN_OR_LATE, List.of(),
      new ScriptEdit("answers",
          "return (user == '' or user == claim.userId) and (lock_id == '' or lock_id == claim.lockId)",
          "return true"));

  public static final SeededBug INCR_FENCE = ofScript("incr-fence",
      "The version is a counter in Redis, which a fail-over or an older file sets back.", Rule.VERSION_REGRESSION,
      List.of(),
      new ScriptEdit("changes", "return math.max(seat.version + 1, NOW_US)",
          "return redis.call('INCR', 'seat-fence')"));

  public static final SeededBug UNGUARDED_EXPIRY_LISTENER = ofScript("unguarded-expiry-listener",
      "Redis' notification that a lock key has expired frees the seat, whoever holds it when it arrives.",
      Rule.EARLY_EXPIRY, List.of("seat-lock.sweep.poll=10s"), EXPIRE_ANY_HOLDER);

  public static final SeededBug POP_THEN_PUSH_RELAY = new SeededBug("pop-then-push-relay",
      "The relay forgets events before Kafka has acknowledged them.", Rule.LOST_EVENT, List.of(), List.of(),
      PopThenPushService.class.getName());

  public static final SeededBug SWEEP_WITHOUT_RECHECK = ofScript("sweep-without-recheck",
      "The sweep frees the seats that were due when it looked, without looking again.", Rule.EARLY_EXPIRY,
      List.of("seat-lock.sweep.expiry-listener=false"), EXPIRE_ANY_HOLDER);

  public static final SeededBug DROPPED_FRAME = ofStream("dropped-frame",
      "A stream leaves out a change that its reader was too slow for.", Rule.STREAM_GAP);

  public static final SeededBug MISSED_UPDATE = ofStream("missed-update",
      "The picture from which a stream is made misses an event.", Rule.OUTDATED_WINDOW);

  public static final SeededBug LATE_EVENT = ofStream("late-event",
      "An event that comes late is shown although a newer one was shown before.", Rule.OLDER_SEAT_SHOWN);

  public static final List<SeededBug> ALL = List.of(NO_COMPARE_ON_RELEASE, INCR_FENCE, UNGUARDED_EXPIRY_LISTENER,
      POP_THEN_PUSH_RELAY, SWEEP_WITHOUT_RECHECK, DROPPED_FRAME, MISSED_UPDATE, LATE_EVENT);

  private static SeededBug ofScript(String name, String mistake, Rule caughtAs, List<String> settings,
      ScriptEdit edit) {
    return new SeededBug(name, mistake, caughtAs, settings, List.of(edit), ServiceCode.REAL.mainClass());
  }

  private static SeededBug ofStream(String name, String mistake, Rule caughtAs) {
    return new SeededBug(name, mistake, caughtAs, List.of(EditedStreamService.EDIT + "=" + name), List.of(),
        EditedStreamService.class.getName());
  }

  /** @param folder for the edited scripts */
  public ServiceCode code(Path folder) {
    Path front = folder.resolve(name);
    edits.forEach(edit -> edit.applyIn(front));
    return new ServiceCode(edits.isEmpty() ? List.of() : List.of(front), mainClass, List.of());
  }

  @Override
  public String toString() {
    return name;
  }
}
