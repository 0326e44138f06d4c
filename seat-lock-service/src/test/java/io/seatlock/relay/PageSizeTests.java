package io.seatlock.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageSizeTests {

  private final PageSize size = new PageSize(500);

  @Test
  void smallEntriesAreReadByNumber() {
    size.wasRead(500, 500 * 200);

    assertThat(size.next()).isEqualTo(500);
  }

  @Test
  void largeEntriesAreReadByBytes() {
    size.wasRead(500, 500L * 64 * 1024);
    assertThat(size.next()).isEqualTo(128);

    size.wasRead(1, PageSize.MOST_BYTES * 10);
    assertThat(size.next()).isOne();
  }

  @Test
  void growsAgainByDoubling() {
    size.wasRead(1, PageSize.MOST_BYTES);
    for (int expected : new int[] {2, 4, 8, 16, 32, 64, 128, 256, 500, 500}) {
      size.wasRead(1, 200);
      assertThat(size.next()).isEqualTo(expected);
    }
  }

  @Test
  void emptyPageTellsNothing() {
    size.wasRead(1, PageSize.MOST_BYTES);
    size.wasRead(0, 0);

    assertThat(size.next()).isOne();
  }
}
