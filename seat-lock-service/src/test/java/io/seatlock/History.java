package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The life of a venue's seats as the topics show it: repeated events dropped by {@code ce_id}, the rest
 * of each seat merged by version. Seats do not depend on each other, so each is checked on its own.
 */
final class History {

  private static final Set<String> CHANGES = Set.of("seat.locked", "seat.unlocked", "seat.finalized");

  private final Map<String, List<Event>> bySeat = new TreeMap<>();

  /** @param events of each topic in the order of the topic */
  History(Collection<Event> events) {
    Map<String, Event> known = new HashMap<>();
    Map<String, Long> lastVersions = new HashMap<>();
    for (Event event : events) {
      if (CHANGES.contains(event.topic())) {
        Event first = known.putIfAbsent(event.id(), event);
        if (first == null) {
          add(event, lastVersions);
        } else {
          assertThat(event.value()).as("repetition of %s", event.id()).isEqualTo(first.value());
        }
      }
    }
    bySeat.values().forEach(seat -> seat.sort(Comparator.comparingLong(Event::version)));
  }

  private void add(Event event, Map<String, Long> lastVersions) {
    Long previous = lastVersions.put(event.topic() + "/" + event.key(), event.version());
    assertThat(event.version()).as("order of %s on %s", event.key(), event.topic())
        .isGreaterThan(previous == null ? 0 : previous);
    bySeat.computeIfAbsent(event.key(), _ -> new ArrayList<>()).add(event);
  }

  Collection<List<Event>> seats() {
    return bySeat.values();
  }

  Stream<Event> events() {
    return bySeat.values().stream().flatMap(List::stream);
  }

  /** What happened to one seat, in few words. */
  List<String> of(String venue, String row, String seat) {
    return bySeat.getOrDefault(venue + ":" + row + ":" + seat, List.of()).stream().map(Event::what).toList();
  }

  /** One holder at a time, nobody ended but the holder, no lock ended early. */
  void assertOneHolderAtATime() {
    bySeat.values().forEach(History::assertOneHolderAtATime);
  }

  private static void assertOneHolderAtATime(List<Event> seat) {
    Set<Long> versions = new HashSet<>();
    Event before = null;
    for (Event event : seat) {
      assertThat(versions.add(event.version())).as("version of %s is its own", event).isTrue();
      assertThat(event.what()).as("after %s", before).isIn(mayFollow(before));
      if (before != null && !event.what().equals("locked")) {
        assertEndOf(before, event);
      }
      before = event;
    }
  }

  private static Set<String> mayFollow(@Nullable Event before) {
    return switch (before == null ? "nothing" : before.what()) {
      case "locked" -> Set.of("unlocked(manual)", "unlocked(expired)", "finalized");
      case "finalized" -> Set.of("unlocked(released)");
      default -> Set.of("locked");
    };
  }

  /** The version is Redis' time in µs, so it says when the end was recorded. */
  private static void assertEndOf(Event before, Event event) {
    assertThat(event.get("userId")).as("holder before %s", event).isEqualTo(before.get("userId"));
    if (event.what().equals("unlocked(expired)")) {
      assertThat(event.get("unlockedAt")).isEqualTo(before.get("expiresAt"));
      assertThat(latenessMillis(event)).as("lateness of %s", event).isNotNegative();
    }
  }

  /** From the deadline to the record of its end, by Redis' clock. */
  static long latenessMillis(Event expired) {
    return expired.version() / 1000 - Instant.parse(expired.get("unlockedAt")).toEpochMilli();
  }
}
