package io.seatlock.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SeatIdTests {

  private static final String MASKS = "\uD83C\uDFAD";

  /** Outside the basic plane, so that it is two chars but one letter. */
  private static final String DESERET_LONG_I = "\uD801\uDC00";

  private static final List<Function<@Nullable String, SeatId>> PARTS = List.of(id -> new SeatId(id, "A", "1"),
      id -> new SeatId("hall", id, "1"), id -> new SeatId("hall", "A", id));

  private static final List<String> FIELDS = List.of("venueId", "row", "seat");

  static List<String> goodIds() {
    return List.of("1", "A", "royal-hall.2026-11-22", "~", "-", ".", "Große Bühne", "Зал", "席", "١٢", "a b c",
        "x".repeat(64), DESERET_LONG_I.repeat(64));
  }

  static List<String> badIds() {
    return List.of("_", "A_1", ":", "a:b", "{", "}", "{p0}", "a{b", " ", " a", "a ", "a  b", "a\tb", "a\nb", "a\r\nb",
        "a\u0000b", "a\u007Fb", "a\u0085b", "a\u00A0b", "a\u2003b", "a\u2028b", "\u200B", "a\u202Eb", "\uFEFFa",
        "x".repeat(65), DESERET_LONG_I.repeat(65), "\uD800", "a\uDC00b", MASKS, "a/b", "a\\b", "a*", "a?b", "[a]",
        "\"a\"", "a'b", "a,b", "a;b", "a=b", "a&b", "a%b", "a+b", "a#b", "$a", "<a>", "a|b", "½", "²");
  }

  @ParameterizedTest
  @MethodSource("goodIds")
  void lettersDigitsAndAFewSignsAreAllowedInEveryPart(String id) {
    PARTS.forEach(part -> assertThat(part.apply(id).toString()).contains(id));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @MethodSource("badIds")
  void everythingElseIsRefusedWithTheNameOfTheField(@Nullable String id) {
    for (int i = 0; i < PARTS.size(); i++) {
      String field = FIELDS.get(i);
      Function<@Nullable String, SeatId> part = PARTS.get(i);
      assertThatThrownBy(() -> part.apply(id)).isInstanceOfSatisfying(InvalidRequest.class, e -> {
        assertThat(e.field()).isEqualTo(field);
        assertThat(e.advice()).isNotBlank().doesNotContain("\n");
      });
    }
  }

  @Test
  void nameIsVenueRowAndSeat() {
    assertThat(new SeatId("hall 1", "A", "12")).hasToString("hall 1:A:12");
  }

  @ParameterizedTest
  @MethodSource("goodIds")
  void nameCanBeReadBack(String id) {
    SeatId seat = new SeatId(id, id, id);

    assertThat(SeatId.parse(seat.toString())).isEqualTo(seat);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hall", "hall:A", "hall:A:1:2", "hall:A:", ":A:1", "hall:A_:1", "hall:A\u030A:1"})
  void nameOfNoSeatIsRefused(String name) {
    assertThatThrownBy(() -> SeatId.parse(name)).isInstanceOf(InvalidRequest.class);
  }
}
