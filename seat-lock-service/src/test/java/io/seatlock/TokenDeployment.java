package io.seatlock;

import static org.awaitility.Awaitility.await;

import io.seatlock.security.token.ApiKeys;
import io.seatlock.store.LogLines;
import io.seatlock.testkit.net.Http;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The service in token mode with an issuer beside it, and everything that it logs. */
final class TokenDeployment implements AutoCloseable {

  static final String JSON = "application/json";

  private static final Duration SOON = Duration.ofSeconds(20);

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final KeyServer keys = new KeyServer();

  private final String apiKey = ApiKeys.next();

  private final String nextApiKey = ApiKeys.next();

  private final List<LogLines> log = List.of(LogLines.ofAll("io.seatlock"), LogLines.ofAll("org"));

  private final LogLines audit;

  private final Deployment deployment;

  /** Every token and key that was shown. */
  private final Set<String> shown = ConcurrentHashMap.newKeySet();

  TokenDeployment(String... more) {
    List<String> settings = new ArrayList<>(keys.settings());
    settings.addAll(List.of("seat-lock.security.clients[0].name=desk",
        "seat-lock.security.clients[0].key-sha256=" + ApiKeys.sha256(apiKey) + "," + ApiKeys.sha256(nextApiKey),
        "seat-lock.security.clients[0].scopes=seats:book"));
    // A test calls as often as a hundred buyers.
    settings.add("seat-lock.rates.enabled=false");
    settings.addAll(List.of(more));
    deployment = new Deployment(RealRedis.start(), settings.toArray(String[]::new));
    audit = deployment.log("seat-lock.audit");
    deployment.services().forEach(this::awaitKeys);
  }

  /** The first token makes a service fetch the keys. On a busy machine that may take too long and end with a 503. */
  void awaitKeys(RunningService service) {
    String token = keys.token("first", "seats:book");
    await().atMost(SOON).pollInterval(Duration.ofMillis(500)).until(() -> service.rest().send("GET",
        "/seats/status?venueId=1&row=A&seat=1", null, "Authorization", "Bearer " + token).status() == 200);
  }

  KeyServer keys() {
    return keys;
  }

  Deployment servers() {
    return deployment;
  }

  /** Two, one of which replaces the other. */
  List<String> apiKeys() {
    return List.of(apiKey, nextApiKey);
  }

  /** @param token null for none */
  Answer send(@Nullable String token, String method, String path, @Nullable String body) {
    return token == null
        ? sendWith(method, path, body)
        : sendWith(method, path, body, "Authorization", "Bearer " + token);
  }

  Answer sendWith(String method, String path, @Nullable String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    for (int i = 1; i < headers.length; i += 2) {
      shown.add(headers[i].replace("Bearer ", ""));
    }
    if (body != null) {
      all.addAll(List.of("Content-Type", JSON));
    }
    return deployment.rest().send(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8),
        all.toArray(String[]::new));
  }

  /** A call whose answer may never end: of a success only the head is read. */
  Answer open(@Nullable String token, String path) {
    HttpRequest.Builder request = Http.request(deployment.service().port(), "GET", path, null);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
      shown.add(token);
    }
    try {
      HttpResponse<InputStream> response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        String text = response.statusCode() == 200 ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(response.statusCode(), headers, text);
      }
    } catch (IOException | InterruptedException e) {
      return Answer.none(e);
    }
  }

  List<String> audit() {
    return audit.lines();
  }

  /**
   * How many calls of unknown or forbidden callers are in the audit log. A line is written behind its answer, so a client
   * may be a moment earlier.
   *
   * @param expected is waited for
   */
  int refusals(int expected) {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (refused() < expected && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    return refused();
  }

  private int refused() {
    return (int) audit.lines().stream().filter(
        line -> line.contains("\"status\":401") || line.contains("\"status\":403")).count();
  }

  /** Whatever was logged, the audit log too. */
  List<String> log() {
    List<String> all = new ArrayList<>(audit.lines());
    log.forEach(lines -> {
      all.addAll(lines.lines());
      all.addAll(lines.stacks());
    });
    return all;
  }

  /** What must never be logged: tokens and keys that were shown, and the locks' secrets. */
  Set<String> secrets() {
    Set<String> secrets = ConcurrentHashMap.newKeySet();
    secrets.addAll(shown);
    secrets.addAll(Rest.LOCK_IDS);
    secrets.removeIf(String::isBlank);
    return secrets;
  }

  @Override
  public void close() {
    deployment.close();
    keys.close();
    audit.close();
    log.forEach(LogLines::close);
  }
}
