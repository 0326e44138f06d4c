package io.seatlock.check;

import io.seatlock.seat.Times;
import java.time.Instant;
import java.util.Locale;

/**
 * One inconsistency in Redis.
 *
 * @param where name of the seat; for a difference that concerns no seat, the key
 * @param sentence what is wrong, and what to do if the check can't repair it
 */
public record Difference(Kind kind, String where, String sentence, boolean repaired) {

  /** The kinds of inconsistency. Placeholders: %1$s the key, %2$s the value found, %3$s the value expected. */
  public enum Kind {
    /** A live lock without its lock key. */
    NO_LOCK_KEY("%1$s is missing, though the seat is locked until %3$s."),
    /** A lock key of a live lock with another value or another expiry. */
    WRONG_LOCK_KEY("%1$s must hold 1 until %3$s, when the lock ends; it ends %2$s."),
    /** A lock key without a lock. */
    STRAY_LOCK_KEY("%1$s is there, though the seat is not locked."),
    /** A live lock without an entry in the deadlines, so the sweep would not end it. */
    NO_DEADLINE("%1$s does not have it, so nobody would end its lock at %3$s."),
    /** An entry in the deadlines with another time than the lock. */
    WRONG_DEADLINE("%1$s has it at %2$s, though it is locked until %3$s."),
    /** An entry in the deadlines without a lock. */
    STRAY_DEADLINE("%1$s has it at %2$s, though it is not locked."),
    /** A live lock without an entry in its user's holdings. */
    NO_HOLDING("%1$s does not have it, though this user holds it until %3$s; the cap per user counts too few."),
    /** An entry in holdings with another deadline than the lock. */
    WRONG_HOLDING("%1$s has it at %2$s, though it is locked until %3$s; the cap per user counts wrongly."),
    /** An entry in holdings without a lock of that user. */
    STRAY_HOLDING("%1$s has it at %2$s, though this user does not hold it; the cap per user counts too many."),
    /** A seat whose JSON can't be read. It is never repaired, because its state can only be guessed. */
    BROKEN_SEAT("Its JSON in %1$s can't be read, so every call for it ends in 503. See what Kafka said of it last and "
        + "write it anew (HSET), or put it back on sale (HDEL)."),
    /** A field of a hash of seats that is not a seat name. */
    NO_SEAT(
        "The field %2$s is not a seat name (%3$s); the service never reads it. Remove it (HDEL) if nobody needs it."),
    /** The two bits of a seat in a plan that differ from its state in the hash. */
    WRONG_OCCUPANCY("Its bits in %1$s are %2$s, though its state is %3$s (0 available, 1 locked, 2 sold)."),
    /**
     * A locked or sold seat that the venue's plan does not contain. It can still be finalized, unlocked or released.
     */
    NOT_IN_PLAN("It is locked or sold, though %1$s does not have it. It stays as it is and is not locked again "
        + "afterwards; store a plan that contains it if that is wrong."),
    /** A plan with a wrong number of seats or pieces of its document. */
    BROKEN_PLAN("%1$s has %2$s entries, though the plan consists of %3$s. Put the plan again, after deleting it."),
    /** A remaining key of a plan that was replaced, or of a draft that was abandoned. */
    STRAY_PLAN("%1$s is there, though the venue has another plan or none."),
    /** A seat whose stored name is not in its normal form, so that no request can refer to it. */
    SEAT_NOT_NORMAL(
        "The field %2$s of %1$s is not spelt in its normal form (NFC), so no call reaches it; the seat counts "
            + "as never touched. Write its JSON under the normal form (HSET) unless that is there already, then remove it "
            + "(HDEL)."),
    /** The stored user id is not in its normal form, so no request can match it. */
    USER_NOT_NORMAL(
        "Its userId \"%2$s\" in %1$s %3$s, so no call can show it; only the lockId still acts on the seat."),
    /** A key of the service with a Redis type that the service does not use, so it was written by somebody else. */
    WRONG_TYPE(
        "It is of a type that the service can't use (%2$s). Rename it, then check with --repair; if it was a hash "
            + "of seats or the outbox, restore it from a backup."),
    /** A mark of safe mode, or the last best-available choice of a user, without an expiry. */
    STRAY_BARRIER("%1$s has no expiry, though the service always sets one. It is not needed; remove it (DEL)."),
    /** A key that was stored with another number of partitions. */
    WRONG_PARTITION("It is not where seat-lock.partitions=%2$s puts it. The check and all instances must have the same "
        + "setting, and it must not change while seats are stored."),
    /** An outbox entry that is not a valid event. */
    MALFORMED_EVENT("%1$s can't be sent (%2$s). The relay moves it to the dead letters as soon as it reads it."),
    /** An event among the dead letters, because the relay could not send it. */
    DEAD_EVENT("%1$s can't be sent: %2$s. Read it (XRANGE %3$s %1$s %1$s). Add what it should have said to the outbox "
        + "(XADD) if consumers need it, then remove it here (XDEL %3$s %1$s)."),
    /** An event of a seat with a lower version than an earlier event of that seat. */
    FALLEN_VERSION("%1$s has version %2$s, though an event before it has %3$s; consumers drop it as old."),
    /** An event with a higher version than its seat. */
    EVENT_AHEAD("%1$s has version %2$s, though the hash is at %3$s; the seat was changed by hand, or its hash is an "
        + "older copy. Its next change is newer than both."),
    /** A last change of a seat without its event, although an older event of the same kind still waits. */
    EVENT_MISSING("Its last change, version %3$s, has no event, though the older %1$s still waits; consumers do not "
        + "know it. They will with its next change.");

    private final String template;

    Kind(String template) {
      this.template = template;
    }
  }

  /**
   * Formats the sentence.
   *
   * @param found the value found, as the script returns it. For kinds about times it is ms since the epoch, shown as a
   *     time, or empty, shown as {@code never}
   * @param wanted as {@code found}
   */
  static Difference of(Kind kind, String where, String key, String found, String wanted, boolean repaired) {
    return new Difference(kind, where, kind.template.formatted(key, readable(kind, found), readable(kind, wanted)),
        repaired);
  }

  private static String readable(Kind kind, String value) {
    boolean isTime = kind.compareTo(Kind.STRAY_HOLDING) <= 0;
    return isTime ? time(value) : value;
  }

  private static String time(String millis) {
    try {
      return millis.isEmpty() ? "never" : Times.text(Instant.ofEpochMilli((long) Double.parseDouble(millis)));
    } catch (RuntimeException noTime) {
      return millis;
    }
  }

  /** One line for the operator. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s: %s%s", where, kind, sentence, repaired ? " Repaired." : "");
  }
}
