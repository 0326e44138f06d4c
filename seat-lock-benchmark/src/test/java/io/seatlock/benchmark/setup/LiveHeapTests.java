package io.seatlock.benchmark.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveHeapTests {

  @Test
  void lastLineOfAHistogramHasTheBytes() {
    assertThat(LiveHeap.bytesOf("""
         num     #instances         #bytes  class name (module)
           1:          1000          48000  [B (java.base)
        Total         12345         678900
        """)).isEqualTo(678_900);
  }

  @Test
  void objectsInUseCountAndOthersDoNot() {
    double before = LiveHeap.kilobytes(ProcessHandle.current().pid());
    byte[] used = new byte[8 * 1024 * 1024];
    double with = LiveHeap.kilobytes(ProcessHandle.current().pid());

    assertThat(used).hasSize(8 * 1024 * 1024);
    assertThat(with - before).isBetween(7 * 1024.0, 12 * 1024.0);
  }
}
