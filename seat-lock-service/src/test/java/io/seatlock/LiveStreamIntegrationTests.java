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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Streams of a real Redis and a real Kafka. */
@AnyRedis
@ExtendWith(SharedDeployment.class)
class LiveStreamIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Deployment deployment;

  private final List<Window> windows = new ArrayList<>();

  LiveStreamIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
  }

  @AfterEach
  void close() {
    windows.forEach(Window::close);
  }

  private Window open(House house, String query) {
    Window window = house.window(deployment.service(), query);
    windows.add(window);
    return window;
  }

  @Test
  void everyWindowShowsWhatTheStoreHas() {
    House house = House.open(deployment.rest(), 10);
    Random random = new Random(5);
    house.change(deployment.rest(), random, 50);
    for (int i = 0; i < 6; i++) {
      open(house, i % 2 == 0 ? "" : "?encoding=packed");
      house.change(deployment.rest(), random, 50);
    }
    house.awaitSame(deployment.redis(), windows);
    // It says "stale" in between if Kafka answers late, as it may on a busy machine.
    assertThat(windows.getFirst().events()).filteredOn(event -> !event.equals("stale")).startsWith("snapshot", "seats");
  }

  @Test
  void changeIsShownSoonAndExpiryWithoutAnotherCall() {
    House house = House.open(deployment.rest(), 2);
    Window window = open(house, "");
    house.awaitSame(deployment.redis(), windows);
    deployment.rest().lock(house.venue(), "R0", "1", "ann", 5);
    await().atMost(SOON).until(() -> window.taken().containsKey("R0-1"));
    await().atMost(SOON).until(() -> window.taken().isEmpty());
    await().atMost(SOON).until(() -> window.staleSince() == null);
  }

  @LongRunning
  @Test
  void hundredReconnectsUnderLoadEndWithTheSamePicture() {
    House house = House.open(deployment.rest(), 10);
    Random random = new Random(11);
    for (int i = 0; i < 10; i++) {
      open(house, i % 2 == 0 ? "" : "?encoding=packed");
    }
    house.awaitSame(deployment.redis(), windows);
    for (int i = 0; i < 100; i++) {
      house.change(deployment.rest(), random, 10);
      int place = random.nextInt(10);
      Window before = windows.get(place);
      before.close();
      windows.set(place, Window.goOn(before, deployment.service().port(), house.venue(),
          place % 2 == 0 ? "" : "?encoding=packed"));
    }
    house.awaitSame(deployment.redis(), windows);
  }

  @Test
  void venueWithoutPlanHasNoStream() {
    assertThat(deployment.rest().get("/venues/nowhere/seats/stream").code()).isEqualTo("NO_PLAN");
    assertThat(deployment.rest().get("/venues/nowhere/seats/stream").status()).isEqualTo(404);
    House house = House.open(deployment.rest(), 1);
    Answer unknown = deployment.rest().get("/venues/" + house.venue() + "/seats/stream?encoding=zip");
    assertThat(unknown.code()).isEqualTo("INVALID_REQUEST");
    assertThat(unknown.get("field")).isEqualTo("encoding");
    assertThat(deployment.rest().get("/venues/a:b/seats/stream").code()).isEqualTo("INVALID_REQUEST");
  }

  @Test
  void newPlanComesAsSnapshotAndItsEndEndsTheStream() {
    House house = House.open(deployment.rest(), 2);
    Window window = open(house, "");
    house.awaitSame(deployment.redis(), windows);
    String first = window.plan();
    House larger = House.at(deployment.rest(), house.venue(), 5);
    await().atMost(SOON).until(() -> !window.plan().equals(first));
    deployment.rest().lock(house.venue(), "R4", "1", "ann", 60);
    larger.awaitSame(deployment.redis(), windows);

    assertThat(deployment.rest().send("DELETE", "/venues/" + house.venue() + "/plan", null).status()).isEqualTo(204);
    await().atMost(SOON).until(window::isEnded);
    assertThat(window.events()).endsWith("plan");
  }
}
