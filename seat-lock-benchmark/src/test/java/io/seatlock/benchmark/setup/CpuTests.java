package io.seatlock.benchmark.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTests {

  @Test
  void ownTimeAndThatOfEndedChildrenIsAddedUp() {
    String stat = "12 (a b) c) S 1 12 12 0 -1 4194560 100 200 3 4 1000 200 30 4 20 0 7 0 555 666 777";
    assertThat(Cpu.ticks(stat)).isEqualTo(1234);
  }

  @Test
  void idleAndGuestTimeIsNotCounted() {
    assertThat(Cpu.busyTicks("cpu  1000 200 30 999999 888888 4 5 6 77 7")).isEqualTo(1245);
  }
}
