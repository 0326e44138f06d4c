package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.relay.format.EventTopics;
import io.seatlock.requests.format.RequestTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The tables of docs/events.md against the code and asyncapi.yaml. */
class EventsPageTests {

  private static final Description ASYNC_API = Description.asyncApi();

  private String page = "";

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Path.of("..", "docs", "events.md"));
  }

  @Test
  void everyTopicIsThereInItsDirection() {
    Map<String, String> directions = new LinkedHashMap<>();
    rows("`([\\w.-]+)` \\| (in|out) \\|").forEach(row -> directions.put(row.get(0), row.get(1)));
    Map<String, String> expected = new LinkedHashMap<>();
    RequestTopics.CONTRACT.all().forEach(topic -> expected.put(topic, topic.endsWith("-dlt") ? "out" : "in"));
    EventTopics.CONTRACT.all().forEach(topic -> expected.put(topic, "out"));
    assertThat(directions).isEqualTo(expected);
  }

  @Test
  void everyFieldIsThereInItsOrder() {
    List<List<String>> rows = rows("`(seat[\\w.]+)` \\| (?:in|out) \\| (`.+`)");
    assertThat(rows).hasSize(7).allSatisfy(row -> assertThat(codes(row.get(1))).isEqualTo(fields(row.get(0))));
  }

  @Test
  void everyHeaderIsThere() {
    JsonNode schemas = ASYNC_API.at("/components/schemas");
    Stream<String> headers = Stream.concat(schemas.at("/Headers/properties").propertyNames().stream(),
        schemas.at("/ChangeHeaders/properties").propertyNames().stream());
    assertThat(rows("`(ce_\\w+|content-type)` \\|").stream().map(List::getFirst))
        .containsExactlyElementsOf(headers.toList());
  }

  @Test
  void everyReasonIsThere() {
    JsonNode reasons = ASYNC_API.at("/components/schemas/Unlocked/properties/reason/enum");
    page = page.substring(page.indexOf("| `reason` of"), page.indexOf("comes once more"));
    assertThat(rows("`(\\w+)` \\| [a-z]").stream().map(List::getFirst))
        .containsExactlyElementsOf(reasons.valueStream().map(JsonNode::asString).toList());
  }

  @Test
  void everyCodeOfARejectionIsThere() {
    List<List<String>> rows = rows("`(seat[\\w.]+rejected)` \\| (`[A-Z].+`)");
    assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(codes(row.get(1))).containsExactlyElementsOf(
        payload(row.get(0)).at("/properties/code/enum").valueStream().map(JsonNode::asString).toList()));
  }

  /** The groups of every line of a table that starts so. */
  private List<List<String>> rows(String start) {
    return Pattern.compile("(?m)^\\| " + start).matcher(page).results()
        .map(row -> Stream.iterate(1, group -> group <= row.groupCount(), group -> group + 1).map(row::group).toList())
        .toList();
  }

  private static List<String> codes(String cell) {
    return Pattern.compile("[\\w?]+").matcher(cell).results().map(MatchResult::group).toList();
  }

  private static List<String> fields(String topic) {
    Set<String> required = Set.copyOf(payload(topic).get("required").valueStream().map(JsonNode::asString).toList());
    return payload(topic).get("properties").propertyNames().stream()
        .map(field -> required.contains(field) ? field : field + "?").toList();
  }

  private static JsonNode payload(String topic) {
    JsonNode channel = ASYNC_API.at("/channels").valueStream()
        .filter(candidate -> candidate.get("address").asString().equals(topic)).findFirst().orElseThrow();
    JsonNode message = channel.get("messages").valueStream().findFirst().orElseThrow();
    return ASYNC_API.at(message.get("$ref").asString().substring(1) + "/payload");
  }
}
