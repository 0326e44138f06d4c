package io.seatlock.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BroadcastTests {

  private static Frame frame(long number) {
    return new Frame(number, 1000 + number, new byte[0], new byte[0]);
  }

  /** The first picture is number 1, at 1001. */
  private static Broadcast after(int frames) {
    Broadcast now = Broadcast.empty("e").restarted(1001);
    for (int i = 0; i < frames; i++) {
      now = now.with(frame(now.number() + 1));
    }
    return now;
  }

  private static Broadcast withSnapshot(Broadcast now) {
    return now.with(Encoding.PLAIN, new Snapshot(now.number(), new byte[0], new byte[0]));
  }

  @Test
  void framesBehindOneAreThoseThatFollow() {
    Broadcast now = after(5);
    assertThat(now.after(4)).extracting(Frame::number).containsExactly(5L, 6L);
    assertThat(now.after(1)).hasSize(5);
    assertThat(now.after(6)).isEmpty();
    assertThat(now.after(7)).isNull();
    assertThat(now.after(0)).isNull();
  }

  @Test
  void whoIsBehindTheRingGetsNoFrames() {
    Broadcast now = after(Broadcast.FRAMES + 3);
    assertThat(now.frames()).hasSize(Broadcast.FRAMES);
    assertThat(now.after(now.number() - Broadcast.FRAMES)).hasSize(Broadcast.FRAMES);
    assertThat(now.after(now.number() - Broadcast.FRAMES - 1)).isNull();
  }

  @Test
  void anotherPictureIsContinuedByNobody() {
    Broadcast before = after(5);
    Broadcast now = before.restarted(5000);
    assertThat(now.after(before.number())).isNull();
    assertThat(now.numberOf("e." + before.seq())).isZero();
    assertThat(now.numberOf("e.5000")).isEqualTo(now.number());
  }

  @Test
  void snapshotOfAnotherPictureIsNotKept() {
    assertThat(withSnapshot(after(5)).restarted(5000).snapshots()).isEmpty();
  }

  /** What is no news waits up to a second. */
  @Test
  void frameStalenessAndEndAreNewsButASnapshotIsNot() {
    Broadcast before = after(1);
    assertThat(before.isNewsAfter(before)).isFalse();
    assertThat(withSnapshot(before).isNewsAfter(before)).isFalse();
    assertThat(after(2).isNewsAfter(before)).isTrue();
    assertThat(before.ended().isNewsAfter(before)).isTrue();
    Broadcast stale = before.stale(Instant.EPOCH);
    assertThat(stale.isNewsAfter(before)).isTrue();
    assertThat(before.isNewsAfter(stale)).isTrue();
  }

  @Test
  void snapshotCountsAsLongAsTheFramesBehindItAreThere() {
    Broadcast now = after(1);
    now = withSnapshot(now);
    assertThat(now.snapshot(Encoding.PLAIN)).isNotNull();
    assertThat(now.snapshot(Encoding.PACKED)).isNull();
    for (int i = 0; i < Broadcast.FRAMES; i++) {
      now = now.with(frame(now.number() + 1));
    }
    assertThat(now.snapshot(Encoding.PLAIN)).isNotNull();
    now = now.with(frame(now.number() + 1));
    assertThat(now.snapshot(Encoding.PLAIN)).isNull();
  }

  /** A frame may be due in the step that finds the plan gone. */
  @Test
  void whatIsOverStaysSo() {
    Broadcast ended = after(1).ended();
    assertThat(ended.with(frame(3)).over()).isTrue();
    assertThat(withSnapshot(ended).over()).isTrue();
    assertThat(ended.stale(Instant.EPOCH).over()).isTrue();
  }

  @Test
  void idsOfFramesAreKnown() {
    Broadcast now = after(3);
    assertThat(now.numberOf("e.1003")).isEqualTo(3);
    assertThat(now.numberOf("e.1004")).isEqualTo(4);
    assertThat(Objects.requireNonNull(now.after(3))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "e", "e.", "e.1", "e.1001x", "e.01003", "f.1003", "ee.1003", "e.1003 ", "1003"})
  void otherIdsAreNot(String id) {
    assertThat(after(3).numberOf(id)).isZero();
  }
}
