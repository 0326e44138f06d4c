package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every request over Kafka gets exactly one answer. */
@ExtendWith(SharedDeployment.class)
class KafkaRequestsIntegrationTests {

  private static final String LOCK = "seat.lock.requested";

  private static final String FINALIZE = "seat.finalize";

  private final Deployment deployment;

  private final RealKafka kafka;

  private final String venue = Deployment.newVenue();

  KafkaRequestsIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
    this.kafka = deployment.kafka();
  }

  @Test
  void lockRequestIsAnsweredByLocked() {
    ask(LOCK, lock("12", "u1"));

    Event answer = onlyAnswer();
    assertThat(answer.what()).isEqualTo("locked");
    assertThat(answer.key()).isEqualTo(venue + ":A:12");
    assertThat(answer.get("userId")).isEqualTo("u1");
    assertThat(status("12")).isEqualTo("LOCKED by u1");
  }

  @Test
  void requestForHeldSeatIsAnsweredByRejectionWithItsOwnFields() {
    deployment.rest().lock(venue, "A", "12", "holder", 60);
    ask(LOCK, Rest.json("venueId", venue, "row", "A", "seat", "12", "userId", "u1", "timeoutSeconds", 30, "requestId",
        "r-1"));

    Event rejection = answers().getFirst();
    assertThat(rejection.what()).isEqualTo("lock.rejected");
    assertThat(rejection.key()).isEqualTo(venue + ":A:12");
    assertThat(rejection.json().propertyNames()).containsExactlyInAnyOrder("venueId", "row", "seat", "userId",
        "timeoutSeconds", "requestId", "code", "expiresAt", "rejectedAt");
    assertThat(rejection.get("code")).isEqualTo("SEAT_LOCKED");
    assertThat(rejection.get("userId")).isEqualTo("u1");
    assertThat(rejection.get("requestId")).isEqualTo("r-1");
    assertThat(rejection.json().get("timeoutSeconds").asInt()).isEqualTo(30);
    assertThat(answers()).hasSize(2);
  }

  @Test
  void repeatedRequestIsAnsweredByTheSameEventAgain() {
    ask(LOCK, lock("12", "u1"), lock("12", "u1"));

    assertThat(answers()).extracting(Event::what).containsExactly("locked", "locked");
    assertThat(answers()).extracting(Event::id).containsOnly(answers().getFirst().id());
    assertThat(answers()).extracting(Event::value).containsOnly(answers().getFirst().value());
  }

  @Test
  void groupIsAnsweredBySeatOrByOneRejection() {
    ask(LOCK, group("u1", "1", "2", "3"), group("u2", "3", "4"));

    assertThat(answers()).extracting(Event::what, Event::key).hasSize(4).contains(
        tuple("locked", venue + ":A:1"),
        tuple("locked", venue + ":A:2"),
        tuple("locked", venue + ":A:3"));
    Event rejection = answers().stream().filter(event -> event.what().equals("lock.rejected")).findFirst()
        .orElseThrow();
    assertThat(rejection.get("code")).isEqualTo("SEAT_LOCKED");
    assertThat(rejection.json().get("conflicts").size()).isEqualTo(1);
    assertThat(rejection.json().get("conflicts").get(0).get("seat").asString()).isEqualTo("3");
    assertThat(rejection.json().get("conflicts").get(0).get("code").asString()).isEqualTo("SEAT_LOCKED");
    assertThat(status("4")).isEqualTo("AVAILABLE by ");
  }

  @Test
  void requestOlderThanItsOwnTimeoutIsNotCarriedOut() {
    long now = deployment.redis().timeMillis();
    kafka.send(LOCK, venue, bytes(lock("1", "u1")), now - 130_000);
    kafka.send(LOCK, venue, bytes(lock("2", "u1")), now - 100_000);
    kafka.awaitRequestsServed();

    assertThat(answers()).extracting(Event::what, event -> event.get("seat"), event -> event.get("code"))
        .containsExactlyInAnyOrder(tuple("lock.rejected", "1", "REQUEST_TOO_OLD"),
            tuple("locked", "2", ""));
    assertThat(status("1")).isEqualTo("AVAILABLE by ");
  }

  @Test
  void requestsOfOnePollAreServedInTheirOrder() {
    List<String> requests = new ArrayList<>();
    for (int seat = 0; seat < 60; seat++) {
      for (String user : List.of("first", "second", "third")) {
        requests.add(lock("" + seat, user));
      }
    }
    ask(LOCK, requests.toArray(String[]::new));

    assertThat(answers()).hasSize(180);
    assertThat(answers()).filteredOn(event -> event.what().equals("locked")).hasSize(60)
        .allSatisfy(event -> assertThat(event.get("userId")).isEqualTo("first"));
  }

  @Test
  void finalizeByTheHolderIsAnsweredByFinalizedHoweverOften() {
    ask(LOCK, lock("12", "u1"));
    ask(FINALIZE, finalize("12", "u1"), finalize("12", "u1"));

    assertThat(answers()).extracting(Event::what).containsExactlyInAnyOrder("locked", "finalized", "finalized");
    assertThat(answers()).filteredOn(event -> event.what().equals("finalized")).extracting(Event::id).containsOnly(
        venue + ":A:12:" + answers().getFirst().version());
    assertThat(status("12")).isEqualTo("FINALIZED by u1");
  }

  @Test
  void foreignLateAndUnprovenFinalizesAreRejected() throws Exception {
    String lockId = deployment.rest().lock(venue, "A", "12", "u1", 60).get("lockId");
    deployment.rest().lock(venue, "A", "13", "u1", 1);
    deployment.awaitFree(venue, "13");
    ask(FINALIZE, finalize("12", "u2"), finalize("13", "u1"), finalize("14", "u1"),
        Rest.json("venueId", venue, "row", "A", "seat", "12", "userId", "u1", "lockId", "0".repeat(32)),
        Rest.json("venueId", venue, "row", "A", "seat", "12", "userId", "u2", "lockId", lockId, "requestId", "r-5"));

    List<Event> rejections = answers().stream().filter(event -> event.what().equals("finalize.rejected")).toList();
    assertThat(rejections).extracting(event -> event.get("seat"), event -> event.get("code")).containsExactlyInAnyOrder(
        tuple("12", "NOT_THE_HOLDER"), tuple("13", "LOCK_EXPIRED"),
        tuple("14", "NOT_LOCKED"), tuple("12", "NOT_THE_HOLDER"),
        tuple("12", "NOT_THE_HOLDER"));
    assertThat(rejections).noneSatisfy(event -> assertThat(event.value()).contains("lockId"));
    assertThat(answers()).noneSatisfy(event -> assertThat(event.what()).isEqualTo("finalized"));
    assertThat(status("12")).isEqualTo("LOCKED by u1");
  }

  @Test
  void requestOfATransactionIsCarriedOutOnlyIfItIsCommitted() {
    ask(LOCK, lock("12", "u1"));
    kafka.sendInTransaction(false, FINALIZE, venue, finalize("12", "u1"));
    kafka.awaitRequestsServed();
    assertThat(answers()).extracting(Event::what).containsExactly("locked");
    assertThat(status("12")).isEqualTo("LOCKED by u1");

    kafka.sendInTransaction(true, FINALIZE, venue, finalize("12", "u1"));
    kafka.awaitRequestsServed();
    assertThat(answers()).extracting(Event::what).containsExactlyInAnyOrder("locked", "finalized");
    assertThat(status("12")).isEqualTo("FINALIZED by u1");
  }

  @Test
  void soldSeatIsRefusedUntilItIsReleased() {
    ask(LOCK, lock("12", "u1"));
    ask(FINALIZE, finalize("12", "u1"));
    ask(LOCK, lock("12", "u2"));
    ask(FINALIZE, finalize("12", "u2"));
    deployment.rest().post("/seats/release", Rest.json("venueId", venue, "row", "A", "seat", "12"));
    ask(LOCK, lock("12", "u2"));

    assertThat(answers()).extracting(event -> event.what() + event.get("code")).containsExactlyInAnyOrder("locked",
        "finalized", "lock.rejectedSEAT_FINALIZED", "finalize.rejectedSEAT_FINALIZED", "unlocked(released)", "locked");
    assertThat(status("12")).isEqualTo("LOCKED by u2");
  }

  private void ask(String topic, String... requests) {
    kafka.sendTogether(topic, venue, requests);
    kafka.awaitRequestsServed();
  }

  private List<Event> answers() {
    return deployment.events(venue);
  }

  private Event onlyAnswer() {
    assertThat(answers()).hasSize(1);
    return answers().getFirst();
  }

  private String status(String seat) {
    Answer answer = deployment.rest().status(venue, "A", seat);
    return answer.get("status") + " by " + answer.get("lockedBy");
  }

  private String lock(String seat, String user) {
    return Rest.json("venueId", venue, "row", "A", "seat", seat, "userId", user);
  }

  private String finalize(String seat, String user) {
    return Rest.json("venueId", venue, "row", "A", "seat", seat, "userId", user);
  }

  private String group(String user, String... seats) {
    return Rest.json("venueId", venue, "userId", user, "seats", Rest.seats("A", seats));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
