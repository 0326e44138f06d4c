package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.Load.Call;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances on the same Redis and Kafka, and what happens when one of them goes. */
@OwnServers
class TwoInstancesIntegrationTests {

  /**
   * The lease is so long that only one which was handed back can be taken within {@link #SOON}. Redis may take longer
   * than a test pauses it.
   */
  private static final String[] SETTINGS = {"seat-lock.relay.lease=30s", "spring.data.redis.timeout=20s",
      "spring.lifecycle.timeout-per-shutdown-phase=30s"};

  private static final Duration SOON = Duration.ofSeconds(20);

  private Deployment deployment;

  private RunningService second;

  @BeforeAll
  void start() {
    deployment = new Deployment(RealRedis.start(), SETTINGS);
    second = deployment.startAnother(SETTINGS);
  }

  @AfterAll
  void stop() {
    second.close();
    deployment.close();
  }

  @BeforeEach
  void startWhatIsStopped() {
    if (!second.isRunning()) {
      second = deployment.startAnother(SETTINGS);
    }
    if (!deployment.service().isRunning()) {
      deployment.startService();
    }
  }

  @Test
  void eachExpiryIsAnnouncedOnce() throws Exception {
    String venue = Deployment.newVenue();
    int seats = 400;
    List<Answer> answers = AtOnce.run(seats, seat -> either(seat).lock(venue, "A", "" + seat, "u" + seat, 1));
    assertThat(answers).extracting(Answer::status).containsOnly(200);

    deployment.historyWhenAllIsOver(venue).assertOneHolderAtATime();
    assertThat(deployment.events(venue)).filteredOn(event -> event.what().equals("unlocked(expired)")).hasSize(seats);
    assertThat(deployment.events(venue)).hasSize(2 * seats);
  }

  @LongRunning
  @Test
  void otherInstanceRelaysWhenOneIsStopped() {
    String venue = Deployment.newVenue();
    deployment.stopService();
    assertRelays(second, venue, "1");

    // The second has the lease now, for certain.
    deployment.startService();
    second.close();
    assertRelays(deployment.service(), venue, "2");
  }

  private void assertRelays(RunningService service, String venue, String seat) {
    assertThat(service.rest().lock(venue, "A", seat, "u1", 60).status()).isEqualTo(200);
    await().atMost(SOON).until(() -> deployment.redis().outboxLength() == 0);
    assertThat(new History(deployment.events(venue)).of(venue, "A", seat)).containsExactly("locked");
  }

  @LongRunning
  @Test
  void restartUnderLoadLosesNothing() throws Exception {
    String venue = Deployment.newVenue();
    try (Load load = new Load(venue, () -> either(ThreadLocalRandom.current().nextInt(2)))) {
      for (int restart = 0; restart < 2; restart++) {
        awaitGrants(load, 60);
        deployment.stopService();
        awaitGrants(load, 60);
        deployment.startService();
      }
      awaitGrants(load, 60);
      load.end();

      assertThat(load.byStatus().keySet()).isSubsetOf(0, 200, 403, 404, 409);
      History history = deployment.historyWhenAllIsOver(venue);
      history.assertOneHolderAtATime();
      load.assertToldBy(history);
      System.out.println("Answers by status while one of two was restarted twice: " + load.byStatus());
    }
  }

  @LongRunning
  @Test
  void requestsUnderWayAreAnsweredBeforeTheServiceIsGone() throws Exception {
    String venue = Deployment.newVenue();
    RunningService leaving = second;
    leaving.rest().lock(venue, "A", "warm", "u", 60);
    deployment.redis().nodes().forEach(node -> node.clientPause(8000));

    CompletableFuture<Void> closed = CompletableFuture.runAsync(leaving::close,
        CompletableFuture.delayedExecutor(5000, TimeUnit.MILLISECONDS, Thread::startVirtualThread));
    List<Answer> answers = AtOnce.run(30, user -> leaving.rest().lock(venue, "A", "" + user, "u" + user, 60));

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(closed).succeedsWithin(SOON);
    assertThat(leaving.rest().status(venue, "A", "1").status()).isZero();
    assertThat(deployment.events(venue)).hasSize(31);
  }

  /** Otherwise the next holder of the lease would send them again. */
  @LongRunning
  @Test
  void eventsUnderWayAreConfirmedBeforeTheRelayStops() throws Exception {
    second.close();
    String venue = Deployment.newVenue();
    deployment.rest().lock(venue, "A", "warm", "u", 60);
    deployment.awaitEmptyOutbox();

    deployment.redis().nodes().forEach(node -> node.clientPause(600));
    CompletableFuture<Answer> answer = CompletableFuture
        .supplyAsync(() -> deployment.rest().lock(venue, "A", "1", "u", 60), Thread::startVirtualThread);
    TimeUnit.MILLISECONDS.sleep(300);
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> deployment.stop("relays"),
        Thread::startVirtualThread);

    assertThat(answer).succeedsWithin(SOON).extracting(Answer::status).isEqualTo(200);
    assertThat(stopped).succeedsWithin(SOON);
    deployment.start("relays");

    assertThat(deployment.events(venue)).hasSize(2);
  }

  private void awaitGrants(Load load, int more) {
    long before = load.count(Call::isGrant);
    await().atMost(SOON).until(() -> load.count(Call::isGrant) >= before + more);
  }

  private Rest either(int number) {
    return number % 2 == 0 ? deployment.rest() : second.rest();
  }
}
