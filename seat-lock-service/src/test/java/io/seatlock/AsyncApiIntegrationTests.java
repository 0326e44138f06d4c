package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.AnyRedis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every kind of record that the description names is made by the running service; none may differ or be missing. */
@AnyRedis
@ExtendWith(SharedDeployment.class)
class AsyncApiIntegrationTests {

  private static final Description ASYNC_API = Description.asyncApi();

  private final String venue = Deployment.newVenue();

  private final Deployment deployment;

  AsyncApiIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
  }

  @Test
  void isServedAsItWasWritten() {
    assertThat(deployment.rest().get("/asyncapi.yaml").text()).startsWith("# Written by hand")
        .contains("asyncapi: 3.0.0");
    assertThat(deployment.rest().get("/asyncapi.yaml").headers()).containsEntry("content-type", "application/yaml");
  }

  @Test
  void everyRecordIsAsDescribedAndNoneIsMissing() {
    everyChangeOfASeat();
    everyAnswerToARequest();
    List<Event> events = new ArrayList<>(deployment.events(venue));
    events.addAll(deployment.kafka().deadLetters(venue));
    assertThat(events).allSatisfy(this::fits);

    Set<String> seen = new TreeSet<>();
    events.forEach(event -> seen.add(event.isDead() ? event.topic() : label(event)));
    assertThat(seen).containsExactly("finalize.rejected INVALID_REQUEST", "finalize.rejected NOT_LOCKED",
        "finalize.rejected NOT_LOCKED in a group", "finalized", "lock.rejected INVALID_REQUEST",
        "lock.rejected REQUEST_TOO_OLD", "lock.rejected SEAT_LOCKED", "lock.rejected SEAT_LOCKED in a group", "locked",
        "seat.finalize-dlt", "seat.lock.requested-dlt", "unlocked(expired)", "unlocked(manual)", "unlocked(released)");
  }

  private void everyChangeOfASeat() {
    Rest rest = deployment.rest();
    String sold = Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "ann");
    rest.lock(venue, "A", "1", "ann", 60);
    rest.send("PATCH", "/locks", sold);
    rest.post("/seats/finalize", sold);
    rest.post("/seats/release", sold);
    rest.lock(venue, "A", "1", "ann", 60);
    rest.send("DELETE", "/locks", sold);
    rest.lock(venue, "A", "2", "ann", 1);
    deployment.awaitFree(venue, "2");
  }

  private void everyAnswerToARequest() {
    Map<String, String> seat = Map.of("row", "A", "seat", "3");
    lock("row", "A", "seat", "3", "userId", "ann", "timeoutSeconds", 60, "requestId", "r1");
    lock("row", "A", "seat", "3", "userId", "bob", "timeoutSeconds", 60, "requestId", "r2");
    lock("seats", List.of(seat), "userId", "bob");
    lock("row", "A_1", "seat", "3", "userId", "bob");
    byte[] old = Rest.json("venueId", venue, "row", "A", "seat", "4", "userId", "bob", "timeoutSeconds", 1)
        .getBytes(StandardCharsets.UTF_8);
    deployment.kafka().send("seat.lock.requested", key(), old, deployment.redis().timeMillis() - 5000);
    deployment.kafka().send("seat.lock.requested", key(), "{cut");
    sell("row", "A", "seat", "5", "userId", "ann", "lockId", "secret", "requestId", "r3");
    sell("seats", List.of(seat, Map.of("row", "A", "seat", "5")), "userId", "ann");
    sell("row", "A", "seat", "3");
    deployment.kafka().send("seat.finalize", key(), "{cut");
    deployment.kafka().awaitRequestsServed();
  }

  private void lock(Object... fields) {
    deployment.kafka().send("seat.lock.requested", key(), Rest.json(withVenue(fields)));
  }

  private void sell(Object... fields) {
    deployment.kafka().send("seat.finalize", key(), Rest.json(withVenue(fields)));
  }

  private Object[] withVenue(Object... fields) {
    return Stream.concat(Stream.of("venueId", venue), Stream.of(fields)).toArray();
  }

  private String key() {
    return venue + ":A:3";
  }

  private void fits(Event event) {
    String message = message(event.topic());
    JsonNode headers = JsonMapper.shared().valueToTree(event.headers());
    assertThat(ASYNC_API.misfits(message + "/headers", headers)).as("%s", event).isEmpty();
    assertThat(names(message + "/headers")).as("%s", event).containsAll(event.headers().keySet());
    if (!event.isDead()) {
      assertThat(ASYNC_API.misfits(message + "/payload", event.json())).as("%s", event).isEmpty();
      JsonNode key = JsonMapper.shared().valueToTree(event.key());
      assertThat(ASYNC_API.misfits(message + "/bindings/kafka/key", key)).as("%s", event).isEmpty();
    }
  }

  private static String label(Event event) {
    return (event.what() + " " + event.get("code")).strip() + (event.json().has("conflicts") ? " in a group" : "");
  }

  private static String message(String topic) {
    String channel = ASYNC_API.at("/channels").properties().stream()
        .filter(entry -> entry.getValue().get("address").asString().equals(topic)).findFirst().orElseThrow().getKey();
    String messages = "/channels/" + channel + "/messages";
    return messages + "/" + ASYNC_API.at(messages).propertyNames().iterator().next();
  }

  /** The described headers, those that are taken over from another schema among them. */
  private static Set<String> names(String schema) {
    Set<String> names = new TreeSet<>(ASYNC_API.at(schema + "/properties").propertyNames());
    if (ASYNC_API.at(schema).has("allOf")) {
      names.addAll(names(schema + "/allOf/0"));
    }
    return names;
  }
}
