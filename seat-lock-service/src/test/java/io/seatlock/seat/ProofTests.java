package io.seatlock.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProofTests {

  static List<String> printable() {
    return List.of("u123", "ann@example.org", "a:b_c{d}", "Ännchen von Tharau", "\uD83C\uDFAD", "\"'\\/",
        "x".repeat(128), "\uD83C\uDFAD".repeat(128), "\u00E9");
  }

  static List<String> unprintable() {
    return List.of("", " ", "   ", " ann", "ann ", "a\nb", "a\r", "\u0000", "a\u007F", "a\u0085", "a\u2028", "a\u200Bb",
        "a\u202Eb",
        "\uD800", "a\uDC00", "\uE000", "\u0378", "x".repeat(129));
  }

  @ParameterizedTest
  @MethodSource("printable")
  void userAndLockIdMayBeAnythingPrintable(String text) {
    assertThat(new Proof(text, text)).isEqualTo(new Proof(text, text).required());
    assertThat(Commands.lock(text, Duration.ofSeconds(1), Commands.seat("A", 1)).userId()).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("unprintable")
  void whatCanNotBePrintedIsRefused(String text) {
    assertThatThrownBy(() -> new Proof(text, null)).isInstanceOfSatisfying(InvalidRequest.class,
        e -> assertThat(e.field()).isEqualTo("userId"));
    assertThatThrownBy(() -> new Proof(null, text)).isInstanceOfSatisfying(InvalidRequest.class,
        e -> assertThat(e.field()).isEqualTo("lockId"));
    assertThatThrownBy(() -> Commands.lock(text, Duration.ofSeconds(1), Commands.seat("A", 1)))
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void nothingShownIsNoProof() {
    assertThatThrownBy(Proof.NONE::required).isInstanceOf(InvalidRequest.class);
    assertThat(new Proof("ann", null).required()).isEqualTo(Commands.by("ann"));
    assertThat(new Proof(null, "lock").required()).isEqualTo(Commands.with("lock"));
  }
}
