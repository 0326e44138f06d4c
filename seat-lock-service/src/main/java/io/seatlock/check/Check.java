package io.seatlock.check;

import static io.seatlock.check.Difference.Kind.DEAD_EVENT;
import static io.seatlock.check.Difference.Kind.STRAY_BARRIER;
import static io.seatlock.check.Difference.Kind.USER_NOT_NORMAL;
import static io.seatlock.check.Difference.Kind.WRONG_PARTITION;
import static io.seatlock.check.Difference.Kind.WRONG_TYPE;

import io.seatlock.check.KeyScan.WrongType;
import io.seatlock.seat.IdRules;
import io.seatlock.store.identity.Identity;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.OutboxEntry;
import io.seatlock.store.script.IdentityOperations;
import io.seatlock.store.script.KeyName;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares the hashes of seats, which are the source of truth, with everything else that is stored: lock keys,
 * deadlines, holdings, seating plans and waiting events. It finds both what is missing for a seat and what belongs to
 * no seat.
 *
 * <p>Keys are found by scanning, but each seat is compared with its keys inside the script, in one atomic step. So a
 * running service does not affect the result; only a fail-over during the check may.
 */
public final class Check {

  /** Most characters of a dead letter that are shown. */
  private static final int MAX_SUMMARY_LENGTH = 200;

  private final Partitions partitions;

  private final KeyScan scan;

  private final Duration idle;

  private final Map<String, Partition> byTag;

  /** @param idle how long a seat must have been available until the service removes its stored state; zero: never */
  Check(Partitions partitions, KeyScan scan, Duration idle) {
    this.partitions = partitions;
    this.scan = scan;
    this.idle = idle;
    this.byTag = partitions.all().stream().collect(
        Collectors.toMap(partition -> partition.keys().tag(), Function.identity()));
  }

  /**
   * Runs the check once.
   *
   * @param repair whether to rewrite what can be derived from the hashes
   * @param report receives each difference once, as soon as it is found
   * @throws io.seatlock.seat.SeatsUnavailable if Redis did not answer in time or refused a command; the differences
   *     that were reported before are valid
   */
  public Result run(boolean repair, Consumer<Difference> report) {
    return new Round(repair, report).run();
  }

  /**
   * @param seats number of fields in all hashes of seats
   * @param events number of events that wait to be sent
   * @param left number of differences that were not repaired
   * @param repaired number of differences that were repaired
   */
  public record Result(long seats, long events, long left, long repaired) {}

  private final class Round {

    private final Differences differences;

    private final Inspection inspection;

    private long seats;

    private long events;

    Round(boolean repair, Consumer<Difference> report) {
      differences = new Differences(report);
      inspection = new Inspection(repair, differences);
    }

    Result run() {
      String prefix = partitions.keyPrefix();
      scan.keys(KeyName.pattern(prefix), keys -> {
        keys.stream().map(key -> KeyName.of(prefix, key)).filter(key -> key.kind() != KeyName.Kind.FOREIGN)
            .collect(Collectors.groupingBy(KeyName::tag)).forEach(this::checkKeys);
        inspection.finish();
      });
      return new Result(seats, events, differences.left(), differences.repaired());
    }

    private void checkKeys(String tag, List<KeyName> keys) {
      Partition partition = byTag.get(tag);
      if (partition == null) {
        misplaced(tag + "seat*");
        return;
      }
      Map<KeyName.Kind, List<KeyName>> byKind = keys.stream().collect(Collectors.groupingBy(KeyName::kind));
      byKind.forEach((kind, ofKind) -> {
        switch (kind) {
          case LOCK -> compareSeats(partition, "", ofKind.stream().map(key -> FoundSeat.named(key.rest())).toList());
          case HOLDINGS -> checkHoldings(partition, ofKind);
          case SEATS, DEADLINES, OUTBOX, DEAD_LETTERS, ANSWERED, IDENTITY, HELD, CHOICE, VENUES, BARRIER, PLAN,
              PLAN_SEATS,
              OCCUPANCY, PLAN_DOCUMENT, FOREIGN ->
            ofKind.forEach(key -> runOrReportWrongType(key.key(), () -> checkKey(partition, key)));
        }
      });
    }

    private void checkKey(Partition partition, KeyName key) {
      switch (key.kind()) {
        case SEATS -> scan.fields(key.key(), fields -> checkHash(partition, key, fields));
        case DEADLINES -> scan.members(key.key())
            .read(names -> compareSeats(partition, "", names.stream().map(FoundSeat::named).toList()));
        case OUTBOX -> events += new OutboxCheck(scan, partition, inspection, differences, idle).run();
        case HELD -> scan.members(key.key())
            .read(names -> compareSeats(partition, key.rest(), names.stream().map(FoundSeat::named).toList()));
        case ANSWERED, VENUES -> scan.members(key.key()).read(_ -> {});
        case IDENTITY -> scan.fields(key.key(), _ -> checkIdentity(partition));
        case BARRIER, CHOICE -> checkHasExpiry(key.key());
        case DEAD_LETTERS -> reportDeadLetters(key.key());
        case PLAN -> scan.fields(key.key(), _ -> {});
        case PLAN_SEATS -> {
          scan.fields(key.key(), fields -> compareSeats(partition, "",
              fields.keySet().stream().map(field -> FoundSeat.inVenue(key.venueId(), field)).toList()));
          inspection.inspect(partition, key);
        }
        case OCCUPANCY -> inspection.inspect(partition, key);
        case PLAN_DOCUMENT -> {
          scan.fields(key.key(), _ -> {});
          inspection.inspect(partition, key);
        }
        case LOCK, HOLDINGS, FOREIGN -> {
        }
      }
    }

    private void checkIdentity(Partition partition) {
      if (Identity.of(new IdentityOperations(partition).look()).partitions() != partitions.all().size()) {
        misplaced(partition.keys().identity());
      }
    }

    /** Reports a key that must have an expiry and has none. */
    private void checkHasExpiry(String key) {
      if (scan.hasNoExpiry(key)) {
        differences.add(STRAY_BARRIER, key, key, "", "");
      }
    }

    private void reportDeadLetters(String key) {
      scan.allEntries(key, Outbox.START, entry -> differences.add(DEAD_EVENT, key, entry.id(), summary(entry), key));
    }

    private static String summary(OutboxEntry dead) {
      String text = dead.fields().entrySet().stream().filter(field -> !field.getKey().startsWith("dead-")).sorted(
          Map.Entry.comparingByKey()).map(field -> field.getKey() + "=" + field.getValue()).collect(
              Collectors.joining(" "));
      String start = text.length() <= MAX_SUMMARY_LENGTH ? text : text.substring(0, MAX_SUMMARY_LENGTH) + " …";
      return dead.fields().getOrDefault("dead-reason", "no reason is given") + "; it says " + start;
    }

    /** Compares holdings. Most have few entries, so the first pages of all of them are requested together. */
    private void checkHoldings(Partition partition, List<KeyName> holdings) {
      List<KeyScan.Members> asked = holdings.stream().map(key -> scan.members(key.key())).toList();
      for (int i = 0; i < holdings.size(); i++) {
        KeyName key = holdings.get(i);
        KeyScan.Members members = asked.get(i);
        runOrReportWrongType(key.key(), () -> members.read(fields -> compareSeats(partition, key.userId(),
            fields.stream().map(field -> FoundSeat.inVenue(key.venueId(), field)).toList())));
      }
    }

    private void runOrReportWrongType(String key, Runnable action) {
      try {
        action.run();
      } catch (WrongType wrong) {
        differences.add(WRONG_TYPE, key, key, String.valueOf(wrong.getMessage()), "");
      }
    }

    private void checkHash(Partition partition, KeyName hash, Map<String, String> fields) {
      seats += fields.size();
      List<FoundSeat> found = fields.keySet().stream().map(field -> FoundSeat.inVenue(hash.rest(), field)).toList();
      found.stream().filter(seat -> !seat.isSeat()).forEach(seat -> differences.add(seat.misnamed(hash.key())));
      found.stream().filter(FoundSeat::isSeat)
          .forEach(seat -> checkUser(hash, seat, fields.getOrDefault(seat.field(), "")));
      compareSeats(partition, "", found.stream().filter(FoundSeat::isSeat).toList());
    }

    /** Reports a user id that no request can match. JSON that can't be read is reported by the script. */
    private void checkUser(KeyName hash, FoundSeat seat, String json) {
      String user = StoredSeatJson.userId(json);
      String reason = user == null ? null : IdRules.whyUnreachable(user);
      if (reason != null) {
        differences.add(USER_NOT_NORMAL, seat.name(), hash.key(), String.valueOf(user), reason);
      }
    }

    /**
     * Compares seats with their keys, and reports those that belong to another partition.
     *
     * @param user in whose holdings the seats were found; empty if they were found elsewhere
     */
    private void compareSeats(Partition partition, String user, List<FoundSeat> found) {
      found.stream().filter(seat -> !isIn(partition, seat)).forEach(seat -> misplaced(
          partition.keys().seats(seat.venueId())));
      inspection.inspect(partition, user, found.stream().filter(seat -> isIn(partition, seat)).toList());
    }

    private boolean isIn(Partition partition, FoundSeat seat) {
      return !seat.isSeat() || partitions.of(seat.venueId()).number() == partition.number();
    }

    private void misplaced(String where) {
      differences.add(WRONG_PARTITION, where, "", String.valueOf(partitions.all().size()), "");
    }
  }
}
