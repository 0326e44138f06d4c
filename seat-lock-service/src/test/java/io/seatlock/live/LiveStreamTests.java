package io.seatlock.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.seat.SeatState.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveStreamTests {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final LiveStage stage = new LiveStage(400, LiveStage.settings());

  private final List<Window> windows = new ArrayList<>();

  @AfterEach
  void stop() {
    windows.forEach(Window::close);
    stage.close();
  }

  private Window open(String query, String... headers) {
    Window window = stage.window(query, headers);
    windows.add(window);
    return window;
  }

  private void awaitSame() {
    await().atMost(SOON).untilAsserted(() -> assertThat(windows)
        .allSatisfy(window -> assertThat(window.taken()).isEqualTo(stage.house.taken())));
    assertThat(windows).flatExtracting(Window::mistakes).isEmpty();
  }

  @Test
  void snapshotIsFollowedByWhatChanges() {
    stage.change(3, Status.LOCKED);
    Window window = open("");
    assertThat(window.status()).isEqualTo(200);
    assertThat(window.header("Content-Type")).startsWith("text/event-stream");
    assertThat(window.header("X-Accel-Buffering")).isEqualTo("no");
    awaitSame();

    stage.change(4, Status.FINALIZED);
    stage.change(3, Status.AVAILABLE);
    awaitSame();
    assertThat(window.events()).startsWith("snapshot", "seats");
  }

  @Test
  void packedStreamShowsTheSame() {
    open("?encoding=packed");
    open("");
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      for (int i = 0; i < random.nextInt(40); i++) {
        stage.change(random.nextInt(400), Status.values()[random.nextInt(3)]);
      }
      if (round % 30 == 0) {
        awaitSame();
        open(round % 60 == 0 ? "?encoding=packed" : "");
      }
    }
    awaitSame();
  }

  @Test
  void olderEventsChangeNothing() {
    Window window = open("");
    SeatChange old = stage.house.change(5, Status.LOCKED);
    stage.change(5, Status.FINALIZED);
    stage.tell(old);
    stage.change(6, Status.LOCKED);
    awaitSame();
    assertThat(window.taken()).containsEntry("R0-6", "FINALIZED");
  }
}
