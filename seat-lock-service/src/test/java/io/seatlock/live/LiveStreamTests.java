package io.seatlock.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.live.feed.SeatChange;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.testkit.BesideOthers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BesideOthers
class LiveStreamTests {

  private static final Duration SOON = Duration.ofSeconds(20);

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

  /** In the place of another one. */
  private Window goOn(Window before, String query) {
    Window next = Window.goOn(before, stage.port(), LiveStage.VENUE, query);
    windows.set(windows.indexOf(before), next);
    return next;
  }

  private void awaitSame() {
    await().atMost(SOON).untilAsserted(() -> assertThat(windows)
        .allSatisfy(window -> assertThat(window.differences(stage.house.taken())).isEmpty()));
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
        stage.change(random.nextInt(400), List.of(Status.values()).get(random.nextInt(3)));
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
    stage.add(old);
    stage.change(6, Status.LOCKED);
    // At once: a comparison with the store would mend it a second later.
    await().atMost(SOON).until(() -> window.taken().containsKey("R0-7"));
    assertThat(window.taken()).containsEntry("R0-6", "FINALIZED");
    awaitSame();
  }

  @Test
  void streamGoesOnBehindTheLastEvent() {
    Window first = open("");
    awaitSame();
    stage.change(1, Status.LOCKED);
    awaitSame();
    first.close();
    stage.change(2, Status.LOCKED);

    Window second = goOn(first, "");
    awaitSame();
    assertThat(second.events()).containsExactly("seats");
    stage.change(1, Status.AVAILABLE);
    awaitSame();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "1234567.1", ".", "{epoch}.", "{epoch}.1", "{epoch}.x",
      "{epoch}.99999999999999999999"})
  void unknownIdGetsSnapshot(String id) {
    Window first = open("");
    awaitSame();
    String epoch = String.valueOf(first.lastEventId()).split("\\.")[0];
    Window second = open("", "Last-Event-ID", id.replace("{epoch}", epoch));
    await().atMost(SOON).untilAsserted(() -> assertThat(second.events()).containsExactly("snapshot"));
  }

  @Test
  void whoMissedTooManyFramesGetsSnapshot() {
    Window first = open("");
    awaitSame();
    String old = String.valueOf(first.lastEventId());
    for (int i = 0; i < Broadcast.FRAMES + 1; i++) {
      stage.change(i, Status.LOCKED);
      awaitSame();
    }

    Window second = open("", "Last-Event-ID", old);
    awaitSame();
    assertThat(second.events()).containsExactly("snapshot");
  }

  @Test
  void hundredReconnectsUnderLoadEndWithTheSamePicture() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 10; i++) {
      open(i % 2 == 0 ? "" : "?encoding=packed");
    }
    awaitSame();
    for (int i = 0; i < 100; i++) {
      for (int j = 0; j < 20; j++) {
        stage.change(random.nextInt(400), List.of(Status.values()).get(random.nextInt(3)));
      }
      Thread.sleep(random.nextInt(30));
      int place = random.nextInt(10);
      Window before = windows.get(place);
      before.close();
      await().until(before::isEnded);
      goOn(before, place % 2 == 0 ? "" : "?encoding=packed");
    }
    awaitSame();
  }

  @Test
  void manyAtOnceShareOneSnapshot() {
    Window first = open("");
    awaitSame();
    double before = stage.count("seat.lock.live.snapshots");
    for (int i = 0; i < 50; i++) {
      open("");
    }
    awaitSame();
    assertThat(first.events()).containsExactly("snapshot");
    assertThat(stage.count("seat.lock.live.snapshots")).isEqualTo(before);
    assertThat(stage.house.reads).hasValue(1);
  }

  @Test
  void lostEventIsMendedFromTheStore() {
    open("");
    awaitSame();
    stage.house.change(9, Status.LOCKED);
    awaitSame();
    stage.house.setBack(9, Status.AVAILABLE, 0);
    awaitSame();
    assertThat(stage.count("seat.lock.live.corrected")).isEqualTo(1);
  }

  @Test
  void streamSaysThatItIsStaleAndWhenItIsNoLonger() {
    Window window = open("");
    awaitSame();
    stage.feed.away();
    await().atMost(SOON).until(() -> window.staleSince() != null);
    String since = window.staleSince();

    stage.house.change(9, Status.LOCKED);
    awaitSame();
    await().atMost(SOON).until(() -> window.staleSince() != null);
    Window late = open("?encoding=packed");
    await().atMost(SOON).until(() -> late.staleSince() != null);
    assertThat(windows).extracting(Window::staleSince).containsOnly(since);
    awaitSame();

    stage.feed.live();
    await().atMost(SOON).untilAsserted(
        () -> assertThat(windows).allSatisfy(each -> assertThat(each.staleSince()).isNull()));
    assertThat(window.events()).endsWith("seats");
  }

  @Test
  void storeThatIsAwayMakesTheStreamStale() {
    Window window = open("");
    awaitSame();
    stage.house.away(true);
    await().atMost(SOON).until(() -> window.staleSince() != null);
    stage.house.away(false);
    stage.house.change(9, Status.LOCKED);
    await().atMost(SOON).until(() -> window.staleSince() == null);
    awaitSame();
  }

  @Test
  void newPlanComesAsSnapshot() {
    Window window = open("");
    stage.change(3, Status.LOCKED);
    awaitSame();
    stage.house.put("plan-2", 500);
    stage.change(450, Status.FINALIZED);
    await().atMost(SOON).until(() -> window.plan().equals("plan-2"));
    stage.change(451, Status.FINALIZED);
    awaitSame();
  }

  @Test
  void streamEndsWithThePlan() {
    Window window = open("");
    awaitSame();
    stage.house.delete(LiveStage.VENUE);
    await().atMost(SOON).until(window::isEnded);
    assertThat(window.events()).endsWith("plan");
  }
}
