package io.seatlock.store;

import static io.seatlock.store.Difference.Kind.EVENT_AHEAD;
import static io.seatlock.store.Difference.Kind.EVENT_MISSING;
import static io.seatlock.store.Difference.Kind.FALLEN_VERSION;
import static io.seatlock.store.Difference.Kind.MALFORMED_EVENT;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the events of one partition that still wait with the versions of their seats. The stream is read
 * first and the hashes after it. Both change in one step and the stream is trimmed from its beginning only, so
 * a live service gives no false alarm: an event that was read is never newer than its seat, and a change
 * whose older event still waits has its own event behind that.
 */
final class OutboxCheck {

  /** What the relay needs to send an event; besides, it needs what {@link #complaint} looks for. */
  private static final Map<String, List<String>> FIELDS = Map.of(
      "locked", List.of("seat", "userId", "at", "version", "expiresAt"),
      "unlocked", List.of("seat", "userId", "at", "version", "reason"),
      "finalized", List.of("seat", "userId", "at", "version"),
      "lock-rejected", List.of("key", "id", "body", "at"),
      "finalize-rejected", List.of("key", "id", "body", "at"));

  private static final List<String> NUMBERS = List.of("at", "version", "expiresAt");

  private final Pages pages;

  private final Partition partition;

  private final String outbox;

  private final Inspection inspection;

  private final Findings findings;

  /** By seat, the newest event that waits. */
  private final Map<String, Waiting> newest = new HashMap<>();

  private final Map<String, Long> versions = new HashMap<>();

  private long events;

  OutboxCheck(Pages pages, Partition partition, Inspection inspection, Findings findings) {
    this.pages = pages;
    this.partition = partition;
    this.outbox = partition.keys().outbox();
    this.inspection = inspection;
    this.findings = findings;
  }

  /** @return how many events wait */
  long run() {
    readFrom(Outbox.START, this::take);
    inspection.look(partition, "", newest.keySet().stream().map(Met::named).toList(),
        (seat, version) -> versions.put(seat.name(), version));
    inspection.finish();
    newest.forEach(this::compare);
    lookForMissing();
    return events;
  }

  private void take(OutboxEntry entry) {
    events++;
    String complaint = complaint(entry.fields());
    if (complaint != null) {
      findings.add(MALFORMED_EVENT, outbox, entry.id(), complaint, "");
    } else if (entry.fields().containsKey("seat")) {
      Waiting event = Waiting.of(entry);
      Waiting before = newest.put(entry.get("seat"), event);
      if (before != null && before.version() > event.version()) {
        findings.add(FALLEN_VERSION, entry.get("seat"), event.id(), event.versionText(), before.versionText());
      }
    }
  }

  /** What keeps an event from being sent; null if nothing does. */
  static @Nullable String complaint(Map<String, String> fields) {
    List<String> needed = FIELDS.get(fields.getOrDefault("kind", "none"));
    if (needed == null) {
      return "its kind is " + fields.getOrDefault("kind", "missing");
    }
    boolean explained = fields.containsKey("conflicts") || fields.keySet().containsAll(List.of("field", "advice"));
    return Stream.of(
        needed.stream().filter(field -> !fields.containsKey(field)).map(field -> "it has no " + field),
        NUMBERS.stream()
            .filter(field -> fields.containsKey(field) && !fields.getOrDefault(field, "").matches("\\d{1,18}"))
            .map(field -> field + " is no number"),
        Stream.of("seat is no seat's name").filter(_ -> fields.containsKey("seat") && !named(fields).isSeat()),
        Stream.of("it tells no reason").filter(_ -> fields.containsKey("body") && !explained))
        .flatMap(complaints -> complaints).findFirst().orElse(null);
  }

  private static Met named(Map<String, String> fields) {
    return Met.named(fields.getOrDefault("seat", ""));
  }

  private void compare(String seat, Waiting event) {
    long version = versionOf(seat);
    if (version >= 0 && event.version() > version && stillWaits(event)) {
      findings.add(EVENT_AHEAD, seat, event.id(), event.versionText(), String.valueOf(version));
    }
  }

  /** A seat whose hash is newer than the newest event that was read: its event must have come meanwhile. */
  private void lookForMissing() {
    Map<String, Waiting> missing = new HashMap<>(newest);
    missing.entrySet().removeIf(event -> versionOf(event.getKey()) <= event.getValue().version());
    String first = missing.values().stream().map(Waiting::id).min(Comparator.comparing(OutboxCheck::place)).orElse("");
    if (!first.isEmpty()) {
      readFrom(first, entry -> {
        String seat = entry.fields().get("seat");
        if (seat != null && complaint(entry.fields()) == null && Waiting.of(entry).version() >= versionOf(seat)) {
          missing.remove(seat);
        }
      });
      missing.values().removeIf(event -> !stillWaits(event));
      missing.forEach((seat, event) -> findings.add(EVENT_MISSING, seat, event.id(), "",
          String.valueOf(versionOf(seat))));
    }
  }

  private long versionOf(String seat) {
    return Objects.requireNonNullElse(versions.get(seat), -1L);
  }

  private boolean stillWaits(Waiting event) {
    return pages.contains(outbox, event.id());
  }

  private void readFrom(String first, Consumer<OutboxEntry> take) {
    String next = first;
    List<OutboxEntry> page;
    do {
      page = pages.entries(outbox, next);
      page.forEach(take);
      next = page.isEmpty() ? next : page.getLast().nextId();
    } while (page.size() == Pages.SIZE);
  }

  /** Ids are two numbers: compared as numbers. */
  private static String place(String id) {
    String[] parts = id.split("-");
    return "0".repeat(20 - parts[0].length()) + parts[0] + "0".repeat(20 - parts[1].length()) + parts[1];
  }

  /** @param id its place in the stream */
  private record Waiting(String id, long version) {

    static Waiting of(OutboxEntry entry) {
      return new Waiting(entry.id(), Long.parseLong(entry.get("version")));
    }

    String versionText() {
      return String.valueOf(version);
    }
  }
}
