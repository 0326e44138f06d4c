package io.seatlock.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.live.feed.SeatChange;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.testkit.BesideOthers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a stream begins, goes on and ends, whatever it shows. */
@BesideOthers
class StreamLifeTests {

  private static final Duration SOON = Duration.ofSeconds(30);

  /** The stop would wait a minute for streams that it does not end, and 5 s for a loop that does not. */
  private static final Duration AT_ONCE = Duration.ofSeconds(4);

  private final LiveStage stage = new LiveStage(10, LiveStage.settings());

  @AfterEach
  void stop() {
    stage.close();
  }

  /** Proxies close a connection that is silent for a minute. */
  @Test
  void quietStreamSaysThatItIsThere() {
    try (Window window = stage.window("")) {
      await().atMost(Duration.ofSeconds(40)).until(() -> window.comments() > 0);
      assertThat(window.events()).containsExactly("snapshot");
    }
  }

  @Test
  void planThatIsGoneHasNoStreamUntilThereIsOneAgain() {
    try (Window window = stage.window("")) {
      await().atMost(SOON).until(() -> window.seq() > 0);
      stage.house.delete(LiveStage.VENUE);
      await().atMost(SOON).until(window::isEnded);
    }
    try (Window refused = stage.window("")) {
      assertThat(refused.status()).isNotEqualTo(200);
    }
    assertThat(stage.watchedVenues()).isEqualTo(1);
    stage.house.put("plan-2", 20);
    try (Window window = stage.window("")) {
      assertThat(stage.watchedVenues()).as("the old one is still to be closed").isEqualTo(2);
      await().atMost(SOON).until(() -> window.plan().equals("plan-2"));
      await().atMost(SOON).until(() -> stage.watchedVenues() == 1);
      stage.change(3, Status.LOCKED);
      await().atMost(SOON).until(() -> window.differences(stage.house.taken()).isEmpty());
    }
  }

  @Test
  void streamOfAPlanThatIsGoneEndsThoughSeatsChangeAllTheTime() {
    try (Window window = stage.window("")) {
      await().atMost(SOON).until(() -> window.seq() > 0);
      SeatChange last = stage.house.change(3, Status.LOCKED);
      stage.house.delete(LiveStage.VENUE);
      AtomicLong version = new AtomicLong(last.version());
      await().atMost(SOON).pollInterval(Duration.ofMillis(1)).until(() -> {
        stage.add(new SeatChange(last.row(), last.seat(), last.status(), version.incrementAndGet()));
        return window.isEnded();
      });
    }
  }

  @Test
  void headOpensNoStream() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + stage.port() + "/venues/" + LiveStage.VENUE + "/seats/stream");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest head = HttpRequest.newBuilder(uri).method("HEAD", BodyPublishers.noBody()).timeout(SOON).build();

      assertThat(client.send(head, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      assertThat(stage.limits.open()).isZero();
    }
  }

  @Test
  void stopEndsAllStreamsAtOnce() {
    Duration took = timeToStop(stage);
    for (int again = 0; again < 2 && took.compareTo(AT_ONCE) >= 0; again++) {
      // Perhaps only the machine stood still.
      try (LiveStage other = new LiveStage(10, LiveStage.settings())) {
        took = timeToStop(other);
      }
    }
    assertThat(took).isLessThan(AT_ONCE);
  }

  private static Duration timeToStop(LiveStage stage) {
    try (Window plain = stage.window(""); Window packed = stage.window("?encoding=packed")) {
      await().atMost(SOON).until(() -> plain.seq() > 0 && packed.seq() > 0);
      long start = System.nanoTime();
      stage.close();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      await().atMost(SOON).until(() -> plain.isEnded() && packed.isEnded());
      return took;
    }
  }

  @Test
  void streamThatComesDuringAStopEndsAndIsNotCounted() {
    stage.venues.stop();
    try (Window late = stage.window("")) {
      await().atMost(SOON).until(late::isEnded);
      assertThat(late.events()).isEmpty();
    }
    assertThat(stage.limits.open()).isZero();
  }
}
