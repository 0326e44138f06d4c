package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.testkit.LongRunning;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row 33: Redis comes back with an older file. A seat that was sold since must not be sold again. */
@LongRunning
@OwnServers
class RestoredStoreIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(20);

  /** More than the 3 s that may be missing, at two beats a second. */
  private static final long BEATS = 10;

  private final String venue = Deployment.newVenue();

  @TempDir
  private Path older;

  @TempDir
  private Path newer;

  private Deployment deployment;

  @BeforeEach
  void start() {
    deployment = new Deployment(RealRedis.start("appendfsync always", "save \"\""), "spring.data.redis.timeout=1s");
    // Its first look at the store may have timed out on a busy machine; until the next one every call is refused.
    await().atMost(SOON).until(() -> lock("1", "ann").status() == 200);
    deployment.redis().servers().copyData(older);
  }

  @AfterEach
  void stop() {
    deployment.close();
  }

  @Test
  void olderFileIsNoticedWhileTheServiceRunsAndTheRightOneServesAgain() {
    sellLater();
    deployment.redis().servers().copyData(newer);

    deployment.redis().servers().restartFrom(older);

    assertRefused();
    assertRefused();

    deployment.redis().servers().restartFrom(newer);
    await().atMost(SOON).until(() -> lock("1", "bob").code().equals("SEAT_FINALIZED"));
    assertThat(lock("2", "bob").status()).isEqualTo(200);
  }

  @Test
  void olderFileIsNoticedByAServiceThatWasStoppedMeanwhile() {
    sellLater();
    deployment.stopService();
    deployment.redis().servers().restartFrom(older);

    deployment.startService();

    assertRefused();
  }

  @Test
  void olderFileIsServedOnceItIsConfirmed() {
    sellLater();
    deployment.redis().servers().restartFrom(older);
    assertRefused();

    assertThat(Stores.confirm(deployment.redis(), deployment.kafkaProcess())).satisfies(run -> {
      assertThat(run.exitCode()).as(run.out()).isZero();
      assertThat(run.out()).contains("older state", "Confirmed");
    });

    await().atMost(SOON).until(() -> lock("2", "bob").status() == 200);
    assertThat(lock("1", "bob").code()).isEqualTo("SEAT_LOCKED");
  }

  @Test
  void newInstanceWithoutKafkaDoesNotServeWhatAnotherOneRefused() {
    sellLater();
    deployment.redis().servers().restartFrom(older);
    assertRefused();

    try (RunningService forgetful = RunningService.start(deployment.redis().servers(), "127.0.0.1:1")) {
      assertThat(forgetful.rest().lock(venue, "A", "1", "bob", 600).status()).isEqualTo(503);
      assertThat(forgetful.rest().get("/actuator/health").text()).contains("older state");
    }
  }

  @Test
  void fileOfASecondAgoIsServed() {
    awaitBeats(2);
    deployment.redis().servers().copyData(newer);
    awaitBeats(1);

    deployment.redis().servers().restartFrom(newer);

    await().atMost(SOON).until(() -> lock("2", "bob").status() == 200);
    assertThat(deployment.rest().get("/actuator/health").text()).doesNotContain("older state");
  }

  private void sellLater() {
    awaitBeats(BEATS);
    await().atMost(SOON).until(() -> deployment.rest().post("/seats/finalize",
        Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "ann")).status() == 200);
  }

  private void awaitBeats(long more) {
    long before = beat();
    await().atMost(SOON).until(() -> beat() >= before + more);
  }

  private long beat() {
    return Long.parseLong(deployment.redis().commands().hget(deployment.redis().key(venue, "seat-identity"), "beat"));
  }

  /** Also in the first moments, in which nobody has looked yet. */
  private void assertRefused() {
    await().atMost(SOON).untilAsserted(() -> {
      Answer answer = lock("1", "bob");
      assertThat(answer.status()).as(answer.text()).isNotEqualTo(200);
      assertThat(answer.get("detail")).contains("operator");
    });
    assertThat(lock("2", "bob").status()).isEqualTo(503);
    await().atMost(SOON)
        .until(() -> deployment.rest().get("/actuator/health").text().contains("older state"));
  }

  private Answer lock(String seat, String user) {
    return deployment.rest().lock(venue, "A", seat, user, 600);
  }
}
