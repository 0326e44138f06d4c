package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How much a buyer may do in token mode, without a setting. */
@AnyRedis
@LongRunning
@OwnServers
class TokenLimitsIntegrationTests {

  private static final String STATUS = "/seats/status?venueId=1&row=A&seat=1";

  private static final int PER_SUBJECT = 20;

  private static final int PER_ADDRESS = 50;

  private static final int ATTEMPTS = 10;

  @AutoClose
  private static final TokenDeployment service = new TokenDeployment("seat-lock.rates.enabled=true",
      "spring.main.cloud-platform=kubernetes");

  private static String buyer(String name) {
    return service.keys().token(name, "seats:buy");
  }

  /**
   * Sends calls of one caller at once. A second's calls may be accepted at first, and as many in each second. So calls
   * that take too long need not be refused; then they are sent again.
   *
   * @return the answers of all attempts
   */
  private static List<Answer> assertLimited(int perSecond, int calls, IntFunction<Answer> call) throws Exception {
    List<Answer> all = new ArrayList<>();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      long start = System.nanoTime();
      List<Answer> answers = AtOnce.run(calls, call);
      all.addAll(answers);
      int seconds = 1 + (int) Duration.ofNanos(System.nanoTime() - start).toSeconds();
      int most = perSecond * (1 + seconds);
      if (most < calls) {
        assertThat(answers).filteredOn(answer -> answer.status() != 429).hasSizeLessThanOrEqualTo(most);
        return all;
      }
    }
    throw new AssertionError("The calls took too long " + ATTEMPTS + " times");
  }

  /** Abuse case 15. */
  @Test
  void fastBuyerIsRefusedAndOthersAreServed() throws Exception {
    String fast = buyer("fast");
    List<Answer> answers = assertLimited(PER_SUBJECT, 100, _ -> service.send(fast, "GET", STATUS, null));

    List<Answer> refused = answers.stream().filter(answer -> answer.status() != 200).toList();
    assertThat(refused).allSatisfy(answer -> {
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.code()).isEqualTo("RATE_LIMITED");
      assertThat(answer.headers()).containsEntry("retry-after", "1");
    });
    assertThat(service.send(buyer("slow"), "GET", STATUS, null).status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(service.audit())
        .filteredOn(line -> line.contains("\"code\":\"RATE_LIMITED\"")).hasSameSizeAs(refused));
  }

  @Test
  void callsThatAreRefusedCountToo() throws Exception {
    String fast = buyer("refused");

    assertLimited(PER_SUBJECT, 100, _ -> service.send(fast, "POST", "/seats/finalize", "{}"));
    assertLimited(PER_ADDRESS, 200, _ -> service.send(null, "GET", STATUS, null));
  }

  /** In Kubernetes Spring Boot would believe every private address, such as that of a node which passes calls on. */
  @Test
  void inventedAddressIsNoWayRoundTheLimits() throws Exception {
    assertLimited(PER_ADDRESS, 200,
        call -> service.sendWith("GET", STATUS, null, "X-Forwarded-For", "198.51.100." + call));
  }

  /** All callers here have one address, as behind a proxy. */
  @Test
  void badTokensLockNobodyElseOut() {
    List<Answer> bad = IntStream.range(0, 15).mapToObj(_ -> service.send("bad", "GET", STATUS, null)).toList();

    assertThat(bad.getFirst().status()).isEqualTo(401);
    assertThat(bad.getLast().status()).isEqualTo(429);
    assertThat(bad.getLast().code()).isEqualTo("RATE_LIMITED");
    assertThat(bad.getLast().retryAfter()).isBetween(1, 60);
    assertThat(service.send(buyer("good"), "GET", STATUS, null).status()).isEqualTo(200);
    assertThat(service.sendWith("GET", STATUS, null, "X-API-Key", service.apiKeys().getFirst()).status())
        .isEqualTo(200);
  }

  /** An office has one address, and each visitor needs all files of the page, which are more than 25. */
  @Test
  void filesOfThePageAreNotCounted() throws Exception {
    List<String> files = PageFilesTests.paths();
    assertThat(files).hasSizeGreaterThan(25);

    assertThat(AtOnce.run(files.size() * 3, call -> service.send(null, call % 2 == 0 ? "GET" : "HEAD",
        files.get(call % files.size()), null).status())).containsOnly(200);
  }

  @Test
  void programThatActsForManyHasNoLimit() throws Exception {
    String shop = service.keys().token("shop", "seats:book");

    assertThat(AtOnce.run(100, _ -> service.send(shop, "GET", STATUS, null)))
        .allMatch(answer -> answer.status() == 200);
  }

  @Test
  void buyerHoldsTenSeatsOfAVenueAtMost() {
    String venue = Deployment.newVenue();
    String buyer = buyer("collector");

    List<Integer> answers = IntStream.range(0, 12).mapToObj(seat -> service.send(buyer, "POST", "/locks",
        Rest.json("venueId", venue, "row", "A", "seat", String.valueOf(seat))).status()).toList();

    assertThat(answers.subList(0, 10)).containsOnly(200);
    assertThat(answers.subList(10, 12)).containsOnly(409);
  }
}
