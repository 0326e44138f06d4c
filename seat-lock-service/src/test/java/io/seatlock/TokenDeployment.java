package io.seatlock;

import io.seatlock.security.ApiKeys;
import io.seatlock.store.LogLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The service in token mode with an issuer beside it, and everything that it logs. */
final class TokenDeployment implements AutoCloseable {

  static final String JSON = "application/json";

  private final KeyServer keys = new KeyServer();

  private final String apiKey = ApiKeys.next();

  private final String nextApiKey = ApiKeys.next();

  private final List<LogLines> log = List.of(LogLines.ofAll("io.seatlock"), LogLines.ofAll("org"));

  private final LogLines audit = LogLines.ofAll("seat-lock.audit");

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

  List<String> audit() {
    return audit.lines();
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
