package io.seatlock.store;

import static io.seatlock.store.Difference.Kind.NO_SEAT;
import static io.seatlock.store.Difference.Kind.WRONG_PARTITION;
import static io.seatlock.store.Difference.Kind.WRONG_TYPE;

import io.seatlock.store.Pages.WrongType;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares the hashes, which are the truth, with all that stands beside them: lock keys, deadlines,
 * holdings and the events that wait. Both ways: what a seat lacks, and what belongs to no seat.
 *
 * <p>Keys are found by scanning, but each seat is judged inside the script, in one step with all that belongs
 * to it. So a running service changes nothing about the result. Only a fail-over during the check may.
 */
public final class Check {

  private final Partitions partitions;

  private final Pages pages;

  private final Map<String, Partition> byTag;

  Check(Partitions partitions, Pages pages) {
    this.partitions = partitions;
    this.pages = pages;
    this.byTag = partitions.all().stream().collect(
        Collectors.toMap(partition -> partition.keys().tag(), Function.identity()));
  }

  /**
   * Looks at everything once.
   *
   * @param repair whether to write anew what can be derived from the hashes
   * @param tell hears each difference once, as soon as it is found
   * @throws io.seatlock.seat.SeatsUnavailable if Redis did not answer or refused a command; what was told is true
   */
  public Result run(boolean repair, Consumer<Difference> tell) {
    return new Round(repair, tell).run();
  }

  /**
   * @param seats fields of all hashes
   * @param events that wait to be sent
   * @param left differences that are still there
   */
  public record Result(long seats, long events, long left, long repaired) {}

  private final class Round {

    private final Findings findings;

    private final Inspection inspection;

    private long seats;

    private long events;

    Round(boolean repair, Consumer<Difference> tell) {
      findings = new Findings(tell);
      inspection = new Inspection(repair, findings);
    }

    Result run() {
      pages.keys(KeyName.PATTERN, keys -> {
        keys.stream().map(KeyName::of).forEach(this::look);
        inspection.finish();
      });
      return new Result(seats, events, findings.left(), findings.repaired());
    }

    private void look(KeyName key) {
      Partition partition = byTag.get(key.tag());
      if (key.kind() == KeyName.Kind.FOREIGN) {
        return;
      }
      if (partition == null) {
        misplaced(key.tag() + "seat*");
        return;
      }
      try {
        look(key, partition);
      } catch (WrongType wrong) {
        findings.add(WRONG_TYPE, key.key(), key.key(), String.valueOf(wrong.getMessage()), "");
      }
    }

    private void look(KeyName key, Partition partition) {
      switch (key.kind()) {
        case SEATS -> pages.fields(key.key(), fields -> lookAtFields(partition, key, fields));
        case LOCK -> lookAt(partition, "", List.of(Met.named(key.rest())));
        case HOLDINGS -> pages.members(key.key(), fields -> lookAt(partition, key.userId(),
            fields.stream().map(field -> Met.inVenue(key.venueId(), field)).toList()));
        case DEADLINES -> pages.members(key.key(),
            names -> lookAt(partition, "", names.stream().map(Met::named).toList()));
        case OUTBOX -> events += new OutboxCheck(pages, partition, inspection, findings).run();
        case FOREIGN -> {
        }
      }
    }

    private void lookAtFields(Partition partition, KeyName hash, List<String> fields) {
      seats += fields.size();
      List<Met> met = fields.stream().map(field -> Met.inVenue(hash.rest(), field)).toList();
      met.stream().filter(seat -> !seat.isSeat())
          .forEach(seat -> findings.add(NO_SEAT, hash.key(), hash.key(), seat.field(), ""));
      lookAt(partition, "", met.stream().filter(Met::isSeat).toList());
    }

    /** @param met may hold seats that belong to another partition */
    private void lookAt(Partition partition, String user, List<Met> met) {
      met.stream().filter(seat -> !isIn(partition, seat)).forEach(seat -> misplaced(
          partition.keys().seats(seat.venueId())));
      inspection.look(partition, user, met.stream().filter(seat -> isIn(partition, seat)).toList());
    }

    private boolean isIn(Partition partition, Met seat) {
      return !seat.isSeat() || partitions.of(seat.venueId()) == partition;
    }

    private void misplaced(String where) {
      findings.add(WRONG_PARTITION, where, "", String.valueOf(partitions.all().size()), "");
    }
  }
}
