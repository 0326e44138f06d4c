package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.AnyRedis;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may do what, with really signed tokens against the running service. Seats are held or sold by the buyer who calls
 * (own) or by somebody else (bobs); for all other callers they are bobs. After each refusal nothing has changed, one
 * line is in the audit log, and neither a foreign user nor a secret is in the answer.
 */
@AnyRedis
@OwnServers
class AccessTableIntegrationTests {

  private static final String ANN = "ann-1a2b";

  private static final String BOB = "bob-3c4d";

  private static final String EVE = "eve-5e6f";

  private static TokenDeployment service;

  private static List<@Nullable String> strangers = List.of();

  private final List<String> complaints = new ArrayList<>();

  private String venue = "";

  private String lockId = "";

  @BeforeAll
  static void start() {
    service = new TokenDeployment();
    strangers = CallersOfTheTable.strangers(service.keys());
  }

  @AfterAll
  static void theLogHasNoSecret() {
    try {
      String log = String.join("\n", service.log());
      assertThat(service.secrets()).hasSizeGreaterThan(20).allSatisfy(secret -> assertThat(log).doesNotContain(secret));
      assertThat(log).doesNotContain(ANN, BOB, EVE);
    } finally {
      service.close();
    }
  }

  /** The columns: nobody or a bad token; a buyer's own seat, somebody else's, a free one; booking; operator; watch. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      lock without userId     | 401 | 200 | 409 | 200 | 400 | 400 | 400 | 403
      lock for bob            | 401 | 403 | 403 | 403 | 200 | 409 | 200 | 403
      extend                  | 401 | 200 | 403 | 404 | 200 | 403 | 200 | 403
      unlock, seat only       | 401 | 200 | 403 | 404 | 400 | 400 | 200 | 403
      unlock with lockId      | 401 | 200 | 403 | -   | 200 | -   | 200 | 403
      extend with lockId      | 401 | 200 | 403 | -   | 200 | -   | 200 | 403
      hand over with lockId   | 401 | 403 | 403 | -   | 200 | -   | 200 | 403
      status                  | 401 | 200 | 200 | 200 | 200 | 200 | 200 | 403
      finalize with userId    | 401 | 403 | 403 | 403 | 200 | 403 | 200 | 403
      finalize without proof  | 401 | 403 | 403 | 403 | 400 | 400 | 400 | 403
      release without proof   | 401 | 403 | 403 | 403 | 400 | 400 | 200 | 403
      release with userId     | 401 | 403 | 403 | 403 | 200 | 403 | 200 | 403
      best without userId     | 401 | 200 | 200 | 200 | 400 | 400 | 400 | 403
      best for bob            | 401 | 403 | 403 | 403 | 200 | 200 | 200 | 403
      basket                  | 401 | 200 | 403 | -   | 200 | 200 | 200 | 403
      put plan                | 401 | 403 | 403 | 403 | 403 | 403 | 200 | 403
      delete plan             | 401 | 403 | 403 | 403 | 403 | 403 | 204 | 403
      plan                    | 401 | 200 | 200 | 200 | 200 | 200 | 200 | 403
      seats                   | 401 | 200 | 200 | 200 | 200 | 200 | 200 | 403
      stream                  | 401 | 200 | 200 | 200 | 200 | 200 | 200 | 403
      prometheus              | 401 | 403 | 403 | 403 | 403 | 403 | 200 | 200
      health                  | 401 | 403 | 403 | 403 | 403 | 403 | 200 | 200
      liveness                | 200 | 200 | 200 | 200 | 200 | 200 | 200 | 200
      readiness               | 200 | 200 | 200 | 200 | 200 | 200 | 200 | 200
      unknown path            | 401 | 403 | 403 | 403 | 403 | 403 | 403 | 403
      other method            | 401 | 403 | 403 | 403 | 403 | 403 | 403 | 403
      """)
  void whoMayDoWhat(String call, int none, String own, String bobs, String free, String right, String wrong,
      String operator, String watch) {
    complaints.clear();
    KeyServer keys = service.keys();
    for (String stranger : strangers) {
      cell(call, stranger, BOB, BOB, String.valueOf(none));
    }
    String buyer = keys.token(ANN, "seats:buy");
    cell(call, buyer, ANN, ANN, own);
    cell(call, buyer, BOB, call.startsWith("lock for") || call.equals("basket") ? BOB : ANN, bobs);
    cell(call, buyer, "", ANN, free);
    String booking = keys.token("shop", "seats:book");
    cell(call, booking, BOB, BOB, right);
    cell(call, booking, call.startsWith("lock for") ? EVE : BOB, call.startsWith("lock for") ? BOB : EVE, wrong);
    cell(call, keys.token("boss", "seats:operate"), BOB, BOB, operator);
    cell(call, keys.token("prometheus", "seats:watch"), BOB, BOB, watch);
    assertThat(complaints).isEmpty();
  }

  /**
   * @param holder who has the seat before; empty if it is free
   * @param named the user that the call shows, if it shows one
   */
  private void cell(String call, @Nullable String token, String holder, String named, String expected) {
    if (expected.equals("-")) {
      return;
    }
    prepare(call, holder);
    Map<String, String> before = service.servers().redis().everything();
    int lines = service.refusals(0);
    Answer answer = CallsOfTheTable.send(call, token, named, venue, lockId, service);
    int status = Integer.parseInt(expected);
    check(answer.status() == status, call, token, answer);
    if (status >= 400) {
      check(answer.isProblem() && !answer.code().isEmpty(), call + ": no problem", token, answer);
      check(service.servers().redis().everything().equals(before), call + ": changed something", token, answer);
      check(leaksNothing(answer, named), call + ": leaks", token, answer);
    }
    if (status == 401 || status == 403) {
      check(service.refusals(lines + 1) == lines + 1, call + ": audit " + service.audit(), token, answer);
      check(answer.code().matches("NOT_.*") || answer.headers().containsKey("www-authenticate"), call, token, answer);
    }
    if (call.equals("status") && status == 200) {
      boolean sees = !CallersOfTheTable.isBuyer(token) || holder.equals(ANN);
      check(answer.get("lockedBy").isEmpty() == (holder.isEmpty() || !sees), call + ": redaction", token, answer);
      check(answer.get("expiresAt").isEmpty() == (holder.isEmpty() || !sees), call + ": redaction", token, answer);
    }
  }

  /** One seat, held or, for releases, sold. */
  private void prepare(String call, String holder) {
    venue = Deployment.newVenue();
    service.servers().awaitEmptyOutbox();
    service.servers().redis().removeAllSeats();
    if (CallsOfTheTable.needsPlan(call)) {
      service.send(service.keys().token("setup", "seats:operate"), "PUT", "/venues/" + venue + "/plan",
          CallsOfTheTable.PLAN);
    }
    if (!holder.isEmpty()) {
      String booking = service.keys().token("setup", "seats:book");
      String seat = Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", holder);
      lockId = service.send(booking, "POST", "/locks", seat).get("lockId");
      if (call.startsWith("release")) {
        service.send(booking, "POST", "/seats/finalize", seat);
      }
    }
    service.servers().awaitEmptyOutbox();
  }

  private boolean leaksNothing(Answer answer, String named) {
    String all = answer.text() + answer.headers();
    Set<String> others = new HashSet<>(List.of(ANN, BOB, EVE));
    others.remove(named);
    return others.stream().noneMatch(all::contains) && !all.matches("(?s).*[0-9a-f]{32}.*");
  }

  /** One wrong cell does not hide the others. */
  private void check(boolean isRight, String call, @Nullable String token, Answer answer) {
    if (!isRight) {
      complaints.add(call + " by " + CallersOfTheTable.name(token) + " → " + answer);
    }
  }
}
