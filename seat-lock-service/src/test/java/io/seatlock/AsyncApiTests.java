package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.relay.format.EventTopics;
import io.seatlock.requests.format.RequestTopics;
import io.seatlock.seat.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description of the records against the code; AsyncApiIntegrationTests holds it against records. */
class AsyncApiTests {

  private static final Description ASYNC_API = Description.asyncApi();

  @Test
  void theDescribedTopicsAreThoseOfTheCode() {
    assertThat(ASYNC_API.at("/channels").valueStream().map(channel -> channel.get("address").asString()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(RequestTopics.CONTRACT.all().stream(), EventTopics.CONTRACT.all().stream()).toList());
  }

  @Test
  void everyChannelIsReadOrWritten() {
    List<String> channels = ASYNC_API.at("/operations").valueStream()
        .map(operation -> operation.get("channel").get("$ref").asString()).toList();
    assertThat(channels).containsExactlyInAnyOrderElementsOf(
        ASYNC_API.at("/channels").propertyNames().stream().map(name -> "#/channels/" + name).toList());
  }

  @Test
  void everyExampleFitsItsSchema() {
    List<String> examples = new ArrayList<>();
    for (String message : ASYNC_API.at("/components/messages").propertyNames()) {
      String place = "/components/messages/" + message;
      for (JsonNode example : ASYNC_API.at(place + "/examples")) {
        for (String part : example.propertyNames().stream().filter(name -> !name.equals("name")).toList()) {
          assertThat(ASYNC_API.misfits(place + "/" + part, example.get(part))).as("%s %s", message, example).isEmpty();
          examples.add(message + " " + part);
        }
      }
    }
    assertThat(examples).hasSizeGreaterThan(12);
  }

  @Test
  void aRejectionMayHaveTheCodesOfItsRequestAndNoOther() {
    assertThat(codes("LockRejected")).containsExactlyInAnyOrder("INVALID_REQUEST", "SEAT_DAMAGED", "SEAT_UNKNOWN",
        "SEAT_FINALIZED",
        "SEAT_LOCKED",
        "ALREADY_YOURS", "SEAT_LIMIT_REACHED", "LOCK_PAUSED", "STORAGE_LIMIT_REACHED", "ORPHAN_SEAT", "REQUEST_TOO_OLD",
        "REQUEST_FROM_FUTURE");
    assertThat(codes("FinalizeRejected")).containsExactlyInAnyOrder("INVALID_REQUEST", "SEAT_DAMAGED",
        "SEAT_UNKNOWN", "NOT_THE_HOLDER", "SEAT_FINALIZED", "LOCK_EXPIRED", "NOT_LOCKED", "REQUEST_TOO_OLD",
        "REQUEST_FROM_FUTURE");
    Set<String> all = new TreeSet<>(codes("LockRejected"));
    all.addAll(codes("FinalizeRejected"));
    // Only a release, which nobody asks for over Kafka, meets a seat that is not sold.
    all.add(Refusal.NOT_FINALIZED.name());
    all.remove("INVALID_REQUEST");
    assertThat(all).isEqualTo(new TreeSet<>(Arrays.stream(Refusal.values()).map(Refusal::name).toList()));
  }

  private static List<String> codes(String schema) {
    JsonNode codes = ASYNC_API.at("/components/schemas/" + schema + "/properties/code/enum");
    return codes.valueStream().map(JsonNode::asString).toList();
  }
}
