package io.seatlock.faults.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedSeatsTests {

  private final List<String> taken = new ArrayList<>();

  private void take(int index, Status status) {
    taken.add(index + " " + status);
  }

  private static String base64(int... bytes) {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    return Base64.getEncoder().encodeToString(all);
  }

  @Test
  void changesAreGapsAndStates() {
    PackedSeats.changes("AREC", this::take);

    assertThat(taken).containsExactly("0 LOCKED", "5 LOCKED", "6 FINALIZED");
  }

  /** 1000 seats are left out: 1000 << 2 | 1 = 4001 = 31 * 128 + 33. */
  @Test
  void gapMayTakeSeveralBytes() {
    PackedSeats.changes(base64(33 | 0x80, 31, 0), this::take);

    assertThat(taken).containsExactly("1000 LOCKED", "1001 AVAILABLE");
  }

  @Test
  void nothingIsNoChange() {
    PackedSeats.changes("", this::take);

    assertThat(taken).isEmpty();
  }

  @Test
  void cutNumberIsAMistake() {
    assertThatThrownBy(() -> PackedSeats.changes(base64(1, 0x80), this::take)).hasMessageContaining("is cut");
  }

  @Test
  void bitsBeginWithTheHighest() {
    PackedSeats.bits(base64(0b01_10_00_01, 0b10_00_00_00), 5, this::take);

    assertThat(taken).containsExactly("0 LOCKED", "1 FINALIZED", "2 AVAILABLE", "3 LOCKED", "4 FINALIZED");
  }
}
