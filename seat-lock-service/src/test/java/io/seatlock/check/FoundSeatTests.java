package io.seatlock.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoundSeatTests {

  @Test
  void whatIsNoSeatIsKnownByNoHash() {
    assertThat(FoundSeat.named("hall:A:1")).isEqualTo(new FoundSeat("hall", "A_1", "hall:A:1"));
    assertThat(FoundSeat.named("by hand")).isEqualTo(new FoundSeat("", "by hand", "by hand"));
    assertThat(FoundSeat.inVenue("hall", "A_1").isSeat()).isTrue();
    assertThat(FoundSeat.inVenue("hall", "A:1").isSeat()).isFalse();
    assertThat(FoundSeat.inVenue("hall", "A").isSeat()).isFalse();
  }
}
