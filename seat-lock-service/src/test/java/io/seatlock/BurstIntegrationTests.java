package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Thousands of locks that end at one moment. */
@ExtendWith(SharedDeployment.class)
class BurstIntegrationTests {

  private static final int GROUPS = 60;

  private static final int SEATS = 50;

  private final Deployment deployment;

  private final Rest rest;

  private final String venue = Deployment.newVenue();

  private final String damaged = venue + ":R7:7";

  BurstIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
    this.rest = deployment.rest();
  }

  @AfterEach
  void everythingOnAgain() {
    deployment.start("sweep");
    deployment.start("expiryListener");
    deployment.redis().commands().hdel(deployment.redis().seats(venue), "R7_7");
    deployment.redis().commands().zrem(deadlines(), damaged);
  }

  @Test
  void eachIsAnnouncedOnceAndADamagedOneAndOthersAreNotHeldUp() throws Exception {
    deployment.stop("sweep");
    deployment.stop("expiryListener");
    assertThat(AtOnce.run(GROUPS, this::lockGroup)).extracting(Answer::status).containsOnly(200);
    deployment.redis().commands().hset(deployment.redis().seats(venue), "R7_7", "{oops");
    awaitDeadlines();

    deployment.start("sweep");
    String other = Deployment.newVenue();
    List<Answer> others = AtOnce.run(20, seat -> rest.lock(other, "A", "" + seat, "u" + seat, 60));

    assertThat(others).extracting(Answer::status).containsOnly(200);
    await().atMost(Duration.ofSeconds(60)).until(() -> locksThatAreOver() == 0);
    List<Event> events = deployment.events(venue);
    assertThat(events).filteredOn(event -> event.what().equals("unlocked(expired)")).extracting(Event::key)
        .hasSize(GROUPS * SEATS - 1).doesNotHaveDuplicates().doesNotContain(damaged);
    new History(events).assertOneHolderAtATime();
    assertThat(deployment.redis().commands().zscore(deadlines(), damaged))
        .isGreaterThan((double) deployment.redis().timeMillis());
  }

  private Answer lockGroup(int row) {
    List<Map<String, String>> seats = Rest.seats("R" + row,
        IntStream.rangeClosed(1, SEATS).mapToObj(String::valueOf).toArray(String[]::new));
    return rest.post("/locks", Rest.json("venueId", venue, "seats", seats, "userId", "u" + row, "timeoutSeconds", 2));
  }

  private String deadlines() {
    return deployment.redis().key(venue, "seat-deadlines");
  }

  private long locksThatAreOver() {
    long now = deployment.redis().timeMillis();
    return deployment.redis().commands().zrangeWithScores(deadlines(), 0, -1).stream()
        .filter(entry -> entry.getValue().startsWith(venue + ":"))
        .filter(entry -> (long) entry.getScore() <= now).count();
  }

  private void awaitDeadlines() {
    await().atMost(Duration.ofSeconds(20)).until(() -> locksThatAreOver() == GROUPS * SEATS);
  }
}
