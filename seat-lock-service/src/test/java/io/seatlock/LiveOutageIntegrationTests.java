package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.live.Window;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the windows show while Kafka, Redis or an instance is away, and afterwards. */
@AnyRedis
@OwnServers
class LiveOutageIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static final Duration LATER = Duration.ofSeconds(60);

  /** A test has one address. */
  private static final String LIMIT = "seat-lock.live.max-streams-per-client=40";

  private final List<Window> windows = new ArrayList<>();

  private final Random random = new Random(2);

  private Deployment deployment;

  @BeforeAll
  void start() {
    deployment = new Deployment(RealRedis.start(), LIMIT, "spring.data.redis.timeout=500ms");
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  @AfterEach
  void closeWindows() {
    windows.forEach(Window::close);
    windows.clear();
  }

  private House openHouse() {
    return House.open(deployment.rest(), 5);
  }

  private void watch(House house, RunningService service) {
    windows.add(house.window(service, ""));
    windows.add(house.window(service, "?encoding=packed"));
  }

  private void awaitStale() {
    await().atMost(SOON).until(() -> windows.stream().allMatch(window -> window.staleSince() != null));
  }

  private void awaitFresh() {
    await().atMost(LATER).until(() -> windows.stream().allMatch(window -> window.staleSince() == null));
  }

  @LongRunning
  @Test
  void pausedKafkaMakesWindowsStaleAndTheyFollowRedis() {
    House house = openHouse();
    watch(house, deployment.service());
    house.awaitSame(deployment.redis(), windows);
    deployment.kafkaProcess().pause();
    try {
      awaitStale();
      house.change(deployment.rest(), random, 40);
      house.awaitSame(deployment.redis(), windows);
      watch(house, deployment.service());
      house.awaitSame(deployment.redis(), windows);
      awaitStale();
    } finally {
      deployment.kafkaProcess().resume();
    }
    awaitFresh();
    house.change(deployment.rest(), random, 40);
    house.awaitSame(deployment.redis(), windows);
  }

  @LongRunning
  @Test
  void killedKafkaIsFollowedAgainWhenItIsBack() {
    House house = openHouse();
    watch(house, deployment.service());
    house.awaitSame(deployment.redis(), windows);
    deployment.kafkaProcess().kill();
    awaitStale();
    house.change(deployment.rest(), random, 40);
    deployment.kafkaProcess().restart();
    awaitFresh();
    house.change(deployment.rest(), random, 40);
    house.awaitSame(deployment.redis(), windows);
    deployment.awaitEmptyOutbox();
    house.awaitSame(deployment.redis(), windows);
  }

  @Test
  void pausedRedisMakesWindowsStale() {
    House house = openHouse();
    watch(house, deployment.service());
    house.awaitSame(deployment.redis(), windows);
    deployment.redis().servers().pause();
    try {
      awaitStale();
    } finally {
      deployment.redis().servers().resume();
    }
    awaitFresh();
    await().atMost(SOON).until(() -> deployment.rest().lock(house.venue(), "R0", "1", "ann", 60).status() == 200);
    house.awaitSame(deployment.redis(), windows);
  }

  @Test
  void windowsOfAllInstancesShowTheSameAndGoOnAtAnother() {
    House house = openHouse();
    try (RunningService second = deployment.startAnother(LIMIT)) {
      watch(house, deployment.service());
      watch(house, second);
      for (int i = 0; i < 5; i++) {
        house.change(deployment.rest(), random, 20);
        house.change(second.rest(), random, 20);
        Window before = windows.removeLast();
        before.close();
        windows.addFirst(Window.goOn(before, (i % 2 == 0 ? second : deployment.service()).port(), house.venue(), ""));
      }
      house.awaitSame(deployment.redis(), windows);
    }
  }

  @LongRunning
  @Test
  void instanceThatStopsEndsItsStreamsAtOnceAndTheOthersShowTheStoreSoon() {
    House house = openHouse();
    // With so much patience a server that waits for its streams stops too late.
    RunningService leaving = deployment.startAnother(LIMIT, "spring.lifecycle.timeout-per-shutdown-phase=60s");
    watch(house, leaving);
    watch(house, deployment.service());
    house.awaitSame(deployment.redis(), windows);
    long start = System.nanoTime();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(leaving::close, Thread::startVirtualThread);
    await().atMost(SOON).until(() -> windows.getFirst().isEnded() && windows.get(1).isEnded());
    assertThat(closed).succeedsWithin(SOON);
    System.out.println("An instance with streams stopped in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    windows.removeFirst();
    windows.removeFirst();
    house.change(deployment.rest(), random, 20);
    house.awaitSame(deployment.redis(), windows);
  }

  /** At an instance of its own: the others may not have noticed yet that earlier windows were closed. */
  @LongRunning
  @Test
  void streamsOfOneClientAreLimited() {
    House house = openHouse();
    try (RunningService service = deployment.startAnother(LIMIT)) {
      for (int i = 0; i < 40; i++) {
        windows.add(house.window(service, ""));
      }
      assertThat(windows).extracting(Window::status).containsOnly(200);
      Answer refused = service.rest().get("/venues/" + house.venue() + "/seats/stream");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("TOO_MANY_STREAMS");
      assertThat(refused.headers()).containsKey("retry-after");

      windows.removeFirst().close();
      await().atMost(LATER).pollInterval(Duration.ofMillis(200)).until(() -> {
        house.change(deployment.rest(), random, 5);
        Window next = house.window(service, "");
        windows.add(next);
        return next.status() == 200;
      });
    }
  }
}
