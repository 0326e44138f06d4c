package io.seatlock.browsertests;

import static org.awaitility.Awaitility.await;

import io.seatlock.embedded.KafkaBroker;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.embedded.RedisSettings;
import io.seatlock.testkit.net.Http;
import io.seatlock.testkit.process.ServiceCode;
import io.seatlock.testkit.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The standalone program as a separate process that can be killed. Its Redis and Kafka run in the tests' JVM or beside
 * it, so they survive. A Redis command may take 5 s, so that a busy machine does not look like a Redis that is away.
 */
final class Site implements AutoCloseable {

  private static final Path FOLDER = Path.of("target", "site");

  private static final ServiceCode STANDALONE = new ServiceCode(List.of(),
      "io.seatlock.standalone.StandaloneApplication", List.of());

  private static @Nullable Site open;

  private static @Nullable Site withTokens;

  private final RedisProcess redis;

  private final KafkaBroker kafka;

  private final ServiceProcess service;

  private final Path folder;

  private Site(String name, String... settings) {
    folder = FOLDER.resolve(name);
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve("service.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    redis = RedisProcess.start(RedisSettings.temporary());
    kafka = KafkaBroker.start(KafkaSettings.temporary());
    List<String> all = new ArrayList<>(List.of("spring.data.redis.host=127.0.0.1",
        "spring.data.redis.port=" + redis.port(), "spring.data.redis.timeout=5s",
        "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
        "seat-lock-standalone.data-dir=" + folder.resolve("data").toAbsolutePath()));
    all.addAll(List.of(settings));
    service = ServiceProcess.start(name, STANDALONE, all, folder.resolve("service.log"), Map.of());
    service.awaitReady();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** A site in open mode. All tests share it, each with venues of its own. */
  static synchronized Site open() {
    if (open == null) {
      open = new Site("open");
    }
    return open;
  }

  /** A site in token mode, with the demo tokens of the standalone program. */
  static synchronized Site withTokens() {
    if (withTokens == null) {
      withTokens = new Site("tokens", "demo-tokens");
    }
    return withTokens;
  }

  ServiceProcess service() {
    return service;
  }

  String url(String path) {
    return "http://localhost:" + service.port() + path;
  }

  /** @param caller name of a demo token */
  String token(String caller) {
    try {
      return Files.readString(folder.resolve("data").resolve("tokens").resolve(caller));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Calls the service directly, in token mode as an operator. The call is repeated for a while if the answer is 503, as
   * the answer itself advises: a server may be late on a busy machine.
   */
  HttpResponse<String> call(String method, String path, @Nullable String json) {
    var request = Http.request(service.port(), method, path, json);
    bearer().ifPresent(bearer -> request.header("Authorization", bearer));
    return await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(500))
        .until(() -> Http.send(request.build()), answer -> answer.statusCode() != 503);
  }

  private Optional<String> bearer() {
    return this == withTokens ? Optional.of("Bearer " + token("boss")) : Optional.empty();
  }

  void putPlan(String venueId, byte[] layout) {
    requireSuccess(call("PUT", "/venues/" + venueId + "/plan", new String(layout, StandardCharsets.UTF_8)));
  }

  /** Locks a seat for another user. */
  void lock(String venueId, String row, String seat, int seconds) {
    requireSuccess(call("POST", "/locks", """
        {"venueId":"%s","row":"%s","seat":"%s","userId":"somebody-else","timeoutSeconds":%d}
        """.formatted(venueId, row, seat, seconds)));
  }

  /** The status of a seat according to the service. */
  String status(String venueId, String row, String seat) {
    return requireSuccess(call("GET", "/seats/status?venueId=%s&row=%s&seat=%s".formatted(venueId, row, seat), null))
        .body();
  }

  private static HttpResponse<String> requireSuccess(HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  @Override
  public void close() {
    service.close();
    kafka.close();
    redis.close();
  }
}
