package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** Every topic, as a team sees it that knows only the contract. */
@ExtendWith(SharedDeployment.class)
class EventsIntegrationTests {

  /** UTC with Z, milliseconds at most. */
  private static final String TIME = "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z\"";

  private final Deployment deployment;

  private final Rest rest;

  private final String venue = Deployment.newVenue();

  EventsIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
    this.rest = deployment.rest();
  }

  @Test
  void changesReadAsTheContractSays() {
    Answer lock = rest.lock(venue, "A", "12", "u123", 1);
    Answer second = rest.lock(venue, "A", "13", "u123", 60);
    deployment.awaitFree(venue, "12");
    rest.unlock(venue, "A", "13", second.get("lockId"));
    rest.lock(venue, "A", "14", "u123", 60);
    rest.post("/seats/finalize", Rest.json("venueId", venue, "row", "A", "seat", "14", "userId", "u123"));
    rest.post("/seats/release", Rest.json("venueId", venue, "row", "A", "seat", "14"));

    String deadline = "\"" + lock.get("expiresAt") + "\"";
    assertReads("12", "seat.locked", "\"userId\":\"u123\",\"lockedAt\":T,\"expiresAt\":" + Pattern.quote(deadline));
    assertReads("12", "seat.unlocked",
        "\"reason\":\"expired\",\"userId\":\"u123\",\"unlockedAt\":" + Pattern.quote(deadline));
    assertReads("13", "seat.unlocked", "\"reason\":\"manual\",\"userId\":\"u123\",\"unlockedAt\":T");
    assertReads("14", "seat.finalized", "\"userId\":\"u123\",\"finalizedAt\":T");
    assertReads("14", "seat.unlocked", "\"reason\":\"released\",\"userId\":\"u123\",\"unlockedAt\":T");
    assertThat(event("12", "seat.locked").version()).isEqualTo(lock.version());
  }

  private void assertReads(String seat, String topic, String rest) {
    Event event = event(seat, topic);
    assertThat(event.value())
        .matches(("\\{\"venueId\":\"" + venue + "\",\"row\":\"A\",\"seat\":\"" + seat + "\"," + rest
            + ",\"version\":\\d{16}}").replace(":T", ":" + TIME));
    String key = venue + ":A:" + seat;
    assertThat(event.key()).isEqualTo(key);
    Map<String, String> headers = new TreeMap<>(event.headers());
    assertThat("\"" + headers.remove("ce_time") + "\"").matches(TIME);
    assertThat(headers).isEqualTo(Map.of("ce_specversion", "1.0", "ce_id", key + ":" + event.version(), "ce_type",
        topic,
        "ce_source", "/seat-lock-service", "ce_subject", key, "ce_seatversion", "" + event.version(), "content-type",
        "application/json"));
  }

  @Test
  void rejectionsReadAsTheContractSays() {
    Answer held = rest.lock(venue, "A", "12", "u1", 60);
    String request = "\"venueId\":\"" + venue + "\",\"row\":\"A\",\"seat\":\"%s\",\"userId\":\"u2\"";
    ask("seat.lock.requested", "{" + request.formatted("12") + "}");
    ask("seat.lock.requested", "{" + request.formatted("a:b") + ",\"requestId\":\"r7\"}");
    ask("seat.finalize", "{" + request.formatted("12") + ",\"lockId\":\"" + held.get("lockId") + "\"}");

    List<Event> rejections = deployment.events(venue).stream().filter(event -> event.topic().endsWith(".rejected"))
        .toList();
    Event late = rejections.stream().filter(event -> event.get("code").equals("SEAT_LOCKED")).findFirst().orElseThrow();
    assertFields(late, "venueId", "row", "seat", "userId", "code", "expiresAt", "rejectedAt");
    assertThat(late.get("expiresAt")).isEqualTo(held.get("expiresAt"));
    assertThat(late.key()).isEqualTo(venue + ":A:12");
    Event invalid = rejections.stream().filter(event -> event.get("code").equals("INVALID_REQUEST")).findFirst()
        .orElseThrow();
    assertFields(invalid, "venueId", "row", "seat", "userId", "requestId", "code", "field", "detail", "rejectedAt");
    assertThat(invalid.get("field")).isEqualTo("seat");
    Event foreign = rejections.stream().filter(event -> event.what().equals("finalize.rejected")).findFirst()
        .orElseThrow();
    assertFields(foreign, "venueId", "row", "seat", "userId", "code", "rejectedAt");
    assertThat(foreign.get("code")).isEqualTo("NOT_THE_HOLDER");
    assertThat(rejections).hasSize(3).allSatisfy(EventsIntegrationTests::assertRejectionHeaders);
    assertThat(rejections).extracting(Event::id).doesNotHaveDuplicates();
  }

  private static void assertFields(Event event, String... fields) {
    assertThat(event.json().propertyNames()).as(event.value()).containsExactlyInAnyOrder(fields);
    assertThat("\"" + event.get("rejectedAt") + "\"").matches(TIME);
  }

  private static void assertRejectionHeaders(Event event) {
    assertThat(event.headers()).containsOnlyKeys("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time",
        "ce_subject", "content-type").containsEntry("ce_type", event.topic()).containsEntry("ce_subject", event.key())
        .containsEntry("ce_specversion", "1.0");
  }

  @Test
  void noEventTellsALockId() {
    Answer one = rest.lock(venue, "A", "1", "u1", 60);
    Rest.LOCK_IDS.addAll(lockIdsInRedis());
    rest.send("PATCH", "/locks", Rest.json("venueId", venue, "row", "A", "seat", "1", "lockId", one.get("lockId")));
    rest.post("/seats/finalize", Rest.json("venueId", venue, "row", "A", "seat", "1", "lockId", one.get("lockId")));
    rest.post("/seats/release", Rest.json("venueId", venue, "row", "A", "seat", "1", "lockId", one.get("lockId")));
    ask("seat.lock.requested", Rest.json("venueId", venue, "row", "A", "seat", "2", "userId", "u2"));
    Rest.LOCK_IDS.addAll(lockIdsInRedis());
    rest.send("DELETE", "/locks", Rest.json("venueId", venue, "row", "A", "seat", "2"));
    ask("seat.finalize",
        Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "u1", "lockId", one.get("lockId")));

    assertThat(deployment.events(venue)).extracting(Event::what).containsExactlyInAnyOrder("locked", "locked",
        "finalized",
        "unlocked(released)", "locked", "unlocked(manual)", "finalize.rejected");
    assertThat(Rest.LOCK_IDS).hasSizeGreaterThan(1);
    List<String> leaked = new ArrayList<>();
    for (Event event : deployment.kafka().all()) {
      String all = event.key() + event.headers() + event.value();
      Rest.LOCK_IDS.stream().filter(all::contains).forEach(id -> leaked.add(id + " in " + event));
    }
    assertThat(leaked).isEmpty();
  }

  private List<String> lockIdsInRedis() {
    return deployment.redis().commands().hvals(deployment.redis().seats(venue)).stream()
        .map(seat -> JsonMapper.shared().readTree(seat).path("lockId").asString("")).filter(id -> !id.isEmpty())
        .toList();
  }

  private void ask(String topic, String request) {
    deployment.kafka().send(topic, venue, request);
    deployment.kafka().awaitRequestsServed();
  }

  private Event event(String seat, String topic) {
    List<Event> found = deployment.events(venue).stream()
        .filter(event -> event.topic().equals(topic) && event.get("seat").equals(seat)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
