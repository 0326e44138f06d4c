package io.seatlock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.best.choice.Replay;
import io.seatlock.best.choice.Replay.Granted;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.layout.LayoutReader;
import io.seatlock.plan.layout.PlanReading;
import io.seatlock.plans.ExamplePlans;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedDeployment.class)
class BestAvailableIntegrationTests {

  private static final int BUYERS = 64;

  private static final int ATTEMPTS = 10;

  private final Deployment deployment;

  private final Rest rest;

  private final String venue = Deployment.newVenue();

  BestAvailableIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
    this.rest = deployment.rest();
  }

  private SeatingPlan open(byte[] document) {
    SeatingPlan plan = ((PlanReading.Valid) LayoutReader.read(document)).plan();
    deployment.service().plans().put(venue, document, plan);
    return plan;
  }

  private Answer best(String user, Object count, Object... more) {
    List<Object> fields = new ArrayList<>(List.of("venueId", venue, "userId", user, "count", count));
    fields.addAll(List.of(more));
    return rest.post("/locks/best", Rest.json(fields.toArray()));
  }

  /** Sent again after a 503, as the answer advises: on a slow machine some of a crowd wait for too long. */
  private Answer bestInACrowd(String user, Object count, Object... more) {
    Answer answer = best(user, count, more);
    for (int attempt = 1; attempt < ATTEMPTS && answer.status() == 503; attempt++) {
      answer = best(user, count, more);
    }
    return answer;
  }

  private static List<String> seats(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().get("seats").valueStream().map(seat -> seat.get("row").asString() + "-" + seat.get("seat")
        .asString()).toList();
  }

  @LongRunning
  @Test
  void crowdGetsTheBestSeatsThatWereFreeWithoutAnyOverlap() throws Exception {
    SeatingPlan plan = open(ExamplePlans.arena());
    int calls = 8;

    List<List<Granted>> answers = AtOnce.run(BUYERS, buyer -> {
      Random random = new Random(buyer);
      List<Granted> granted = new ArrayList<>();
      for (int call = 0; call < calls; call++) {
        granted.add(granted(plan, bestInACrowd("u" + buyer, 1 + random.nextInt(5), "timeoutSeconds", 900,
            "requestId", "r" + buyer + "-" + call)));
      }
      return granted;
    });

    List<Granted> all = answers.stream().flatMap(List::stream).toList();
    Set<Integer> taken = new HashSet<>();
    all.stream().flatMap(each -> each.indexes().stream())
        .forEach(index -> assertThat(taken.add(index)).as("seat %d is given once", index).isTrue());
    assertThat(all).hasSize(BUYERS * calls);
    assertThat(deployment.events(venue)).hasSize(taken.size())
        .allSatisfy(event -> assertThat(event.what()).isEqualTo("locked"));
    assertThat(new Replay(plan).worseThanTheBest(all)).isEmpty();
  }

  private static Granted granted(SeatingPlan plan, Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode seats = answer.json().get("seats");
    List<Integer> indexes = seats.valueStream()
        .map(seat -> plan.indexOf(seat.get("row").asString(), seat.get("seat").asString())).toList();
    return new Granted(seats.get(0).get("version").asLong(), indexes, true);
  }

  @Test
  void crowdFillsASmallHouseToTheLastSeatAndTheRestIsTold() throws Exception {
    open(ExamplePlans.hall(4, 10));

    List<Answer> answers = AtOnce.run(BUYERS, buyer -> bestInACrowd("u" + buyer, 1));

    assertThat(answers.stream().filter(answer -> answer.status() == 200).flatMap(answer -> seats(answer).stream()))
        .hasSize(40).doesNotHaveDuplicates();
    assertThat(answers).filteredOn(answer -> answer.status() != 200).hasSize(24).allSatisfy(answer -> {
      assertThat(answer.isProblem()).isTrue();
      assertThat(answer.code()).isEqualTo("NO_SEATS");
      assertThat(answer.json().get("retryable").asBoolean()).isTrue();
      assertThat(answer.json().get("possible").toString())
          .isEqualTo("{\"largestBlock\":0,\"singleSeats\":0,\"categories\":[]}");
    });
  }

  @Test
  void whatIsPossibleInsteadIsTold() {
    open(ExamplePlans.hall(2, 6));
    assertThat(seats(best("ann", 6))).hasSize(6);
    assertThat(seats(best("bob", 4))).hasSize(4);

    Answer refused = best("eve", 3);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("possible").get("largestBlock").asInt()).isEqualTo(2);
    assertThat(refused.json().get("possible").get("singleSeats").asInt()).isEqualTo(2);
    Answer never = best("eve", 7);
    assertThat(never.code()).isEqualTo("NO_SEATS");
    assertThat(never.json().get("retryable").asBoolean()).isFalse();
    assertThat(deployment.events(venue)).hasSize(10);
  }

  @Test
  void answerIsThatOfAGroupAndTheGroupIsOneLock() {
    open(ExamplePlans.hall(2, 6));

    Answer answer = best("ann", 3, "timeoutSeconds", 77);

    assertThat(answer.get("status")).isEqualTo("LOCKED");
    assertThat(answer.json().get("expiresInSeconds").asInt()).isBetween(70, 77);
    assertThat(rest.send("PATCH", "/locks", Rest.json("venueId", venue, "lockId", answer.get("lockId"), "seats",
        answer.json().get("seats").valueStream()
            .map(seat -> Map.of("row", seat.get("row").asString(), "seat", seat.get("seat").asString())).toList()))
        .status()).isEqualTo(200);
  }

  @Test
  void repetitionWithTheSameRequestIdGetsTheSameSeats() {
    open(ExamplePlans.hall(1, 6));
    List<String> first = seats(best("ann", 4, "requestId", "r1"));

    assertThat(seats(best("ann", 4, "requestId", "r1"))).isEqualTo(first);
    assertThat(seats(best("ann", 2, "requestId", "r2"))).doesNotContainAnyElementsOf(first);
    assertThat(best("ann", 1).code()).isEqualTo("NO_SEATS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "51", "-1", "2.5", "1e99", "\"2\"", "null", "true", "[2]", "99999999999999999999"})
  void countThatIsNoWholeNumberFromOneToFiftyIsAMistake(String count) {
    open(ExamplePlans.hall(1, 6));

    Answer answer = rest.post("/locks/best",
        "{\"venueId\":\"" + venue + "\",\"userId\":\"ann\",\"count\":" + count + "}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    assertThat(answer.get("field")).isEqualTo("count");
    assertThat(deployment.events(venue)).isEmpty();
  }

  @Test
  void unknownCategoryOrSectionIsAMistakeThatNamesThoseThatExist() {
    SeatingPlan plan = open(ExamplePlans.theatre());
    String category = plan.categories().getFirst().name();

    Answer answer = best("ann", 2, "category", "Gold of the Andes");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.get("field")).isEqualTo("category");
    assertThat(answer.get("detail")).contains("'" + category + "'");
    assertThat(best("ann", 2, "section", "cellar").get("field")).isEqualTo("section");
    assertThat(seats(best("ann", 2, "category", "Balcony", "section", plan.sections().getLast().id()))).hasSize(2)
        .allMatch(seat -> seat.startsWith(plan.sections().getLast().id() + "~"));
  }

  @Test
  void venueWithoutAPlanHasNoBestSeats() {
    Answer answer = best("ann", 2);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("NO_PLAN");
  }

  @Test
  void lockThatWouldLeaveASeatAloneIsRefusedIfThePlanSaysSo() {
    SeatingPlan plan = open(new String(ExamplePlans.hall(1, 6), UTF_8).replaceFirst("\\{", "{\"orphan_rule\":true,")
        .getBytes(UTF_8));
    assertThat(plan.refusesOrphans()).isTrue();

    Answer refused = rest.lock(venue, "1", "2", "ann", 120);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("ORPHAN_SEAT");
    assertThat(refused.json().get("orphan").toString()).isEqualTo("{\"row\":\"1\",\"seat\":\"1\"}");
    assertThat(rest.lock(venue, "1", "1", "ann", 120).status()).isEqualTo(200);
    assertThat(rest.lock(venue, "1", "1", "ann", 120).status()).isEqualTo(200);
  }

  @Test
  void requestOverKafkaThatWouldLeaveASeatAloneIsRejected() {
    open(new String(ExamplePlans.hall(1, 6), UTF_8).replaceFirst("\\{", "{\"orphan_rule\":true,").getBytes(UTF_8));

    deployment.kafka().send("seat.lock.requested", venue + ":1:5",
        Rest.json("venueId", venue, "row", "1", "seat", "5", "userId", "ann", "requestId", "r1"));

    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(deployment.events(venue)).singleElement()
        .satisfies(event -> {
          assertThat(event.get("code")).isEqualTo("ORPHAN_SEAT");
          assertThat(event.json().get("orphan").toString()).isEqualTo("{\"row\":\"1\",\"seat\":\"6\"}");
        }));
  }

  @Test
  void ordinaryLocksAndBestOnesNeverGetTheSameSeat() throws Exception {
    SeatingPlan plan = open(ExamplePlans.hall(5, 8));

    List<List<String>> got = AtOnce.run(BUYERS, buyer -> buyer % 8 == 0
        ? lockOne(plan.seats().get(buyer / 2), "u" + buyer)
        : Optional.of(bestInACrowd("u" + buyer, 2)).filter(answer -> answer.status() == 200)
            .map(BestAvailableIntegrationTests::seats).orElse(List.of()));

    assertThat(got.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSizeGreaterThan(25);
    new History(deployment.events(venue)).assertOneHolderAtATime();
  }

  private List<String> lockOne(PlanSeat seat, String user) {
    boolean got = rest.lock(venue, seat.row(), seat.seat(), user, 120).status() == 200;
    return got ? List.of(seat.row() + "-" + seat.seat()) : List.of();
  }
}
