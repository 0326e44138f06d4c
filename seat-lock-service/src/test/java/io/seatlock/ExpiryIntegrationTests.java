package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of a lock, from the deadline to the record in Kafka; the sweep and Redis' notifications each alone. */
@ExtendWith(SharedDeployment.class)
class ExpiryIntegrationTests {

  private static final Duration SOON = Duration.ofSeconds(15);

  private static final String CHANNEL = "__keyevent@0__:expired";

  private final Deployment deployment;

  private final Rest rest;

  private final String venue = Deployment.newVenue();

  ExpiryIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
    this.rest = deployment.rest();
  }

  @AfterEach
  void everythingOnAgain() {
    announceExpiredKeys("Ex");
    deployment.start("sweep");
    deployment.start("expiryListener");
  }

  @Test
  void lateNotificationsDoNothingToTheNextHolder() throws Exception {
    deployment.stop("sweep");
    deployment.stop("expiryListener");
    rest.lock(venue, "A", "1", "first", 1);
    rest.lock(venue, "A", "2", "witness", 1);
    awaitDeadlines();
    assertThat(rest.lock(venue, "A", "1", "second", 60).status()).isEqualTo(200);

    deployment.start("expiryListener");
    await().atMost(SOON).until(() -> deployment.redis().subscribers(CHANNEL) == deployment.services().size());
    for (int i = 0; i < 3; i++) {
      assertThat(notify("1")).isEqualTo(deployment.services().size());
    }
    // The witness' lock is really over, so its end shows that the three before it were dealt with.
    notify("2");
    await().atMost(SOON).until(() -> history().of(venue, "A", "2").contains("unlocked(expired)"));

    assertThat(rest.status(venue, "A", "1").get("lockedBy")).isEqualTo("second");
    assertThat(history().of(venue, "A", "1")).containsExactly("locked", "unlocked(expired)", "locked");
    history().assertOneHolderAtATime();
  }

  @Test
  void deadLockIsOverBeforeAnybodyAnnouncesIt() throws Exception {
    deployment.stop("sweep");
    deployment.stop("expiryListener");
    String lockId = rest.lock(venue, "A", "1", "u1", 1).get("lockId");
    awaitDeadlines();

    assertThat(rest.status(venue, "A", "1").get("status")).isEqualTo("AVAILABLE");
    assertThat(deployment.events(venue)).extracting(Event::what).containsExactly("locked");
    Answer late = rest.post("/seats/finalize", Rest.json("venueId", venue, "row", "A", "seat", "1", "lockId", lockId));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("LOCK_EXPIRED");
    assertThat(history().of(venue, "A", "1")).containsExactly("locked", "unlocked(expired)");
  }

  @Test
  void sweepAloneEndsLocks() throws Exception {
    announceExpiredKeys("");
    expires("sweep alone");
  }

  @Test
  void notificationsAloneEndLocks() throws Exception {
    deployment.stop("sweep");
    expires("notifications alone");
  }

  @Test
  void sweepAndNotificationsTogetherEndLocks() throws Exception {
    expires("both");
  }

  private void expires(String how) throws Exception {
    int seats = 100;
    List<Answer> locks = AtOnce.run(seats, seat -> rest.lock(venue, "A", "" + seat, "u" + seat, 1 + seat % 2));
    assertThat(locks).extracting(Answer::status).containsOnly(200);
    awaitDeadlines();
    // Redis announces an expired key for certain as soon as somebody asks for it.
    IntStream.range(0, seats).forEach(seat -> deployment.redis().commands().exists(lockKey("" + seat)));

    History history = deployment.historyWhenAllIsOver(venue);
    history.assertOneHolderAtATime();
    assertThat(history.events()).filteredOn(event -> event.what().equals("unlocked(expired)")).hasSize(seats);
    assertThat(deployment.redis().commands().hvals(deployment.redis().seats(venue))).hasSize(seats)
        .allSatisfy(seat -> assertThat(seat).startsWith("{\"status\":\"AVAILABLE\""));
    long[] late = history.events().filter(event -> event.what().equals("unlocked(expired)"))
        .mapToLong(event -> event.timestamp() - Instant.parse(event.get("unlockedAt")).toEpochMilli()).sorted()
        .toArray();
    System.out.printf("From the deadline to the Kafka record, %s: median %d ms, last %d ms%n", how, late[seats / 2],
        late[seats - 1]);
  }

  private void announceExpiredKeys(String events) {
    deployment.redis().nodes().forEach(node -> node.configSet("notify-keyspace-events", events));
  }

  private History history() {
    return new History(deployment.events(venue));
  }

  /** Until every deadline of this venue has passed, by Redis' clock. */
  private void awaitDeadlines() throws InterruptedException {
    long end = deployment.redis().commands().zrangeWithScores(deployment.redis().key(venue, "seat-deadlines"), 0, -1)
        .stream()
        .filter(entry -> entry.getValue().startsWith(venue + ":")).mapToLong(entry -> (long) entry.getScore()).max()
        .orElse(0);
    Thread.sleep(Math.max(1, end + 5 - deployment.redis().timeMillis()));
  }

  /** @return how many subscribers the node has that gets it */
  private long notify(String seat) {
    return deployment.redis().nodes().getFirst().publish(CHANNEL, lockKey(seat));
  }

  private String lockKey(String seat) {
    return deployment.redis().key(venue, "seatlock:" + venue + ":A:" + seat);
  }
}
