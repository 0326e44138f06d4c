package io.seatlock.rest;

import static io.seatlock.rest.PlanServer.file;
import static io.seatlock.rest.PlanServer.json;
import static io.seatlock.rest.PlanServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plans.ExamplePlans;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls for plans on a real web server, without Redis and Kafka. */
class PlansOverHttpTests {

  private static final String JSON = "application/json";

  private static final String SMALL = file("small");

  @AutoClose
  private static final PlanServer server = new PlanServer();

  @BeforeEach
  void noPlan() {
    server.plans().taken.clear();
    server.plans().delete("hall");
  }

  @Test
  void firstPlanIsCreatedAndTheNextReplacesIt() {
    HttpResponse<String> first = server.put(SMALL);
    HttpResponse<String> second = server.put(file("several-zones"));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(json(first).propertyNames()).containsExactly("seats", "sections", "rows", "etag");
    assertThat(json(first).get("seats").asInt()).isEqualTo(2);
    assertThat(json(first).get("rows").asString()).isEqualTo("row_number");
    assertThat(first.headers().firstValue("ETag")).contains("W/\"" + json(first).get("etag").asString() + "\"");
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(json(second).get("sections").asInt()).isEqualTo(3);
    assertThat(json(second).get("rows").asString()).isEqualTo("<zone_id>~<row_number>");
  }

  @Test
  void mistakesAreNamedWithTheirPlaces() {
    HttpResponse<String> answer = server.put(SMALL.replace("8.5", "-8.5").replace("\"2\"", "\"1\""));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(answer).get("code").asString()).isEqualTo("INVALID_PLAN");
    assertThat(json(answer).get("errors").toString()).isEqualTo(
        "[{\"pointer\":\"/zones/0/rows/0/seats/0/radius\",\"message\":\"must be more than 0 and at most 1000000\"},"
            + "{\"pointer\":\"/zones/0/rows/0/seats/1\","
            + "\"message\":\"is row A, seat 1, as /zones/0/rows/0/seats/0 is\"}]");
    assertThat(server.plans().find("hall")).isNull();
  }

  @Test
  void planThatDropsATakenSeatIsRefused() {
    server.put(SMALL);
    server.plans().taken.add("A_2");

    HttpResponse<String> answer = server.put(SMALL.replace("\"2\"", "\"3\""));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(json(answer).get("code").asString()).isEqualTo("PLAN_IN_USE");
    assertThat(json(answer).get("seats").toString()).isEqualTo("[{\"row\":\"A\",\"seat\":\"2\"}]");
    assertThat(server.get().body()).isEqualTo(SMALL);
  }

  @Test
  void planIsAnsweredAsItWasPut() throws Exception {
    server.put(SMALL);

    HttpResponse<String> plain = server.get();
    HttpResponse<byte[]> packed = PlanServer.send(server.request("GET").header("Accept-Encoding", "br, gzip;q=0.5"),
        BodyHandlers.ofByteArray());

    assertThat(plain.body()).isEqualTo(SMALL);
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.body()).hasSizeLessThan(SMALL.length());
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
        .isEqualTo(SMALL.getBytes(StandardCharsets.UTF_8));
    assertThat(packed.headers().allValues("Vary")).contains("Accept-Encoding");
    assertThat(packed.headers().allValues("Content-Type")).containsExactly(JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "gzip;q=0", "gzip; q=0.000", "br", "xgzip"})
  void whoCanNotDecompressGetsItAsItIs(String encodings) {
    server.put(SMALL);

    assertThat(send(server.request("GET").header("Accept-Encoding", encodings)).body()).isEqualTo(SMALL);
  }

  @Test
  void browserMayKeepThePlanButAsksEachTime() {
    server.put(SMALL);
    String etag = server.get().headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> same = send(server.request("GET").header("If-None-Match", etag));

    assertThat(server.get().headers().allValues("Cache-Control")).containsExactly("no-cache");
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers().allValues("ETag")).containsExactly(etag);
    assertThat(same.headers().allValues("Cache-Control")).containsExactly("no-cache");
    server.put(SMALL + " ");
    assertThat(send(server.request("GET").header("If-None-Match", etag)).statusCode()).isEqualTo(200);
    assertThat(send(server.request("GET").header("If-None-Match", etag.substring(2))).statusCode()).isEqualTo(200);
  }

  @Test
  void headSaysTheSameWithoutThePlan() {
    server.put(SMALL);

    HttpResponse<String> head = send(server.request("HEAD"));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("ETag")).isEqualTo(server.get().headers().firstValue("ETag"));
  }

  @Test
  void withoutAPlanThereIsNothing() {
    assertThat(server.get().statusCode()).isEqualTo(404);
    assertThat(json(server.get()).get("code").asString()).isEqualTo("NO_PLAN");
    assertThat(server.get().headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(server.delete().statusCode()).isEqualTo(204);
  }

  @Test
  void deletedPlanIsGone() {
    server.put(SMALL);

    assertThat(server.delete().statusCode()).isEqualTo(204);
    assertThat(server.get().statusCode()).isEqualTo(404);
  }

  @Test
  void largestPlanFitsAndOneByteMoreIsTooMuch() {
    String largest = SMALL + " ".repeat((int) PlanServer.LIMIT.toBytes() - SMALL.length());

    assertThat(server.put(largest).statusCode()).isEqualTo(201);
    assertTooLarge(server.put(largest + " "));
    assertTooLarge(server.putInChunks(largest + " "));
    assertThat(server.get().body()).isEqualTo(largest);
  }

  /** The client is still sending when the answer is known. */
  @Test
  void muchTooLargeBodyIsAnsweredToo() {
    assertTooLarge(server.put(" ".repeat((int) PlanServer.LIMIT.toBytes() * 2 - 100)));
    assertTooLarge(server.putInChunks(" ".repeat((int) PlanServer.LIMIT.toBytes() * 2 - 100)));
  }

  @ParameterizedTest
  @CsvSource({"text/plain,", "application/yaml,", ",", "application/json;charset=iso-8859-1,",
      "application/json;charset=utf-16,", "application/json,gzip", "application/json,br"})
  void bodyThatIsNotPlainJsonInUtf8IsRefused(@Nullable String type, @Nullable String encoding) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri()).PUT(BodyPublishers.ofString(SMALL));
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (encoding != null) {
      request.header("Content-Encoding", encoding);
    }

    HttpResponse<String> answer = send(request);

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(json(answer).get("code").asString()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    assertThat(server.plans().find("hall")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json;charset=UTF-8", "application/vnd.seating+json", "application/json"})
  void jsonByAnyNameIsRead(String type) {
    assertThat(
        send(HttpRequest.newBuilder(server.uri()).header("Content-Type", type).PUT(BodyPublishers.ofString(SMALL)))
            .statusCode())
        .isEqualTo(201);
  }

  @Test
  void venueMustHaveAName() {
    for (String method : new String[] {"GET", "DELETE"}) {
      HttpResponse<String> answer = send(
          HttpRequest.newBuilder(server.uri().resolve("/venues/A_1/plan")).method(method, BodyPublishers.noBody()));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(json(answer).get("field").asString()).isEqualTo("venueId");
    }
  }

  @Test
  void bodyThatIsCutIsRefused() throws IOException {
    try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
      socket.getOutputStream().write(("PUT /venues/hall/plan HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
          + "application/json\r\nContent-Length: 5000\r\n\r\n" + SMALL.substring(0, 100))
          .getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"BAD_REQUEST\"");
    }
    assertThat(server.plans().find("hall")).isNull();
  }

  @Test
  void arenaGoesThroughAndComesBack() {
    String arena = new String(ExamplePlans.arena(), StandardCharsets.UTF_8);

    assertThat(json(server.put(arena)).get("seats").asInt()).isEqualTo(20_000);
    assertThat(server.get().body()).isEqualTo(arena);
  }

  private static void assertTooLarge(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(json(answer).get("code").asString()).isEqualTo("REQUEST_TOO_LARGE");
    assertThat(json(answer).get("detail").asString()).contains("2 MiB");
  }
}
