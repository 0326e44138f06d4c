package io.seatlock.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventFieldsTests {

  private static final Map<String, String> LOCKED = Map.of("kind", "locked", "seat", "hall:A:1", "userId", "ann", "at",
      "1", "version", "1", "expiresAt", "2");

  private static final Map<String, String> REJECTED = Map.of("kind", "lock-rejected", "key", "k", "id", "i", "body",
      "{\"seats\":[{},{}]}", "at", "1", "conflicts", "[[1,\"SEAT_LOCKED\",5]]");

  @Test
  void soundEventsHaveNoFlaw() {
    Stream.of(LOCKED, REJECTED, with(LOCKED, "new", "field"), with(REJECTED, "conflicts", "[[0,\"NEWER_CODE\",0,1]]"),
        with(without(with(REJECTED, "field", "row"), "conflicts"), "advice", "is missing"),
        with(LOCKED, "version", "9007199254740991"), with(LOCKED, "expiresAt", "253402300799999"))
        .forEach(fields -> assertThatCode(() -> new EventFields(fields).event()).as("%s", fields)
            .doesNotThrowAnyException());
  }

  @Test
  void conflictsAreReadAsTheScriptWroteThem() throws MalformedEvent {
    assertThat(new EventFields(with(REJECTED, "conflicts", "[[1,\"SEAT_LOCKED\",5],[0,\"NEWER_CODE\",0,1]]")).event())
        .isInstanceOfSatisfying(OutboxEvent.Rejected.class,
            rejected -> assertThat(rejected.why()).isEqualTo(new OutboxEvent.Why.Conflicts(
                List.of(new OutboxEvent.Conflict(1, "SEAT_LOCKED", Instant.ofEpochMilli(5)),
                    new OutboxEvent.Conflict(0, "NEWER_CODE", null)),
                null)));
  }

  @Test
  void orphanIsReadAndOneThatIsNoSeatIsLeftOut() throws MalformedEvent {
    assertThat(orphan("A_1")).isEqualTo(new OutboxEvent.Orphan("A", "1"));
    assertThat(orphan("A")).isNull();
  }

  private static OutboxEvent.@Nullable Orphan orphan(String field) throws MalformedEvent {
    OutboxEvent.Rejected rejected = (OutboxEvent.Rejected) new EventFields(with(REJECTED, "orphan", field)).event();
    return ((OutboxEvent.Why.Conflicts) rejected.why()).orphan();
  }

  static Stream<Arguments> flaws() {
    String conflicts = "conflicts has no valid list of conflicts, and field and advice are not both present";
    return Stream.of(
        arguments(Map.of("what", "ever"), "it has no kind"),
        arguments(with(LOCKED, "kind", "looked"), "its kind is looked"),
        arguments(with(LOCKED, "kind", "unlocked"), "it has no reason"),
        arguments(without(LOCKED, "userId"), "it has no userId"),
        arguments(without(LOCKED, "seat"), "it has no seat"),
        arguments(with(LOCKED, "seat", "hall"), "seat is not a seat name"),
        arguments(with(LOCKED, "seat", "hall:A"), "seat is not a seat name"),
        arguments(with(LOCKED, "seat", "hall:A:"), "seat is not a seat name"),
        arguments(with(LOCKED, "seat", "hall:A:1:2"), "seat is not a seat name"),
        arguments(with(LOCKED, "version", "1e3"), "version is not a number from 0 to 9007199254740991"),
        arguments(with(LOCKED, "version", "9007199254740992"), "version is not a number from 0 to 9007199254740991"),
        arguments(with(LOCKED, "version", "99999999999999999999"),
            "version is not a number from 0 to 9007199254740991"),
        arguments(with(LOCKED, "version", "-1"), "version is not a number from 0 to 9007199254740991"),
        arguments(with(LOCKED, "at", ""), "at is not a number from 0 to 253402300799999"),
        arguments(with(LOCKED, "at", "١"), "at is not a number from 0 to 253402300799999"),
        arguments(with(LOCKED, "expiresAt", "253402300800000"), "expiresAt is not a number from 0 to 253402300799999"),
        arguments(without(REJECTED, "body"), "it has no body"),
        arguments(with(REJECTED, "body", "{oops"), "body is not a JSON object"),
        arguments(with(REJECTED, "body", ""), "body is not a JSON object"),
        arguments(with(REJECTED, "body", "[]"), "body is not a JSON object"),
        arguments(with(REJECTED, "body", "null"), "body is not a JSON object"),
        arguments(with(REJECTED, "body", "{} {}"), "body is not a JSON object"),
        arguments(without(REJECTED, "conflicts"), conflicts),
        arguments(with(without(REJECTED, "conflicts"), "field", "row"), conflicts),
        arguments(with(REJECTED, "conflicts", "{oops"), conflicts),
        arguments(with(REJECTED, "conflicts", "[]"), conflicts),
        arguments(with(REJECTED, "conflicts", "{}"), conflicts),
        arguments(with(REJECTED, "conflicts", "[1]"), conflicts),
        arguments(with(REJECTED, "conflicts", "[[2,\"SEAT_LOCKED\",5]]"), conflicts),
        arguments(with(REJECTED, "conflicts", "[[-1,\"SEAT_LOCKED\",5]]"), conflicts),
        arguments(with(REJECTED, "conflicts", "[[0,7,5]]"), conflicts),
        arguments(with(REJECTED, "conflicts", "[[0,\"SEAT_LOCKED\",\"soon\"]]"), conflicts),
        arguments(with(REJECTED, "conflicts", "[[0,\"SEAT_LOCKED\",1e99]]"), conflicts));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void flawIsNamed(Map<String, String> fields, String flaw) {
    assertThatThrownBy(() -> new EventFields(fields).event()).isInstanceOf(MalformedEvent.class).hasMessage(flaw);
  }

  private static Map<String, String> with(Map<String, String> fields, String field, String value) {
    Map<String, String> changed = new HashMap<>(fields);
    changed.put(field, value);
    return changed;
  }

  private static Map<String, String> without(Map<String, String> fields, String field) {
    Map<String, String> changed = new HashMap<>(fields);
    changed.remove(field);
    return changed;
  }
}
