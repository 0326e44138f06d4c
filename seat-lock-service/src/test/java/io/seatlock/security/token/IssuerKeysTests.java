package io.seatlock.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import io.seatlock.security.IssuerSettings;
import io.seatlock.store.LogLines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which addresses of the issuer are asked for its keys. */
class IssuerKeysTests {

  private static final String METADATA = "/.well-known/openid-configuration";

  private static final String OTHER_METADATA = "/.well-known/oauth-authorization-server";

  private static final String KEYS = new JWKSet().toString();

  /** What the issuer answers, by path; 404 for others. */
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  private final List<String> asked = new CopyOnWriteArrayList<>();

  private final HttpServer server;

  private final IssuerKeys keys;

  IssuerKeysTests() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    keys = new IssuerKeys(settings(""));
  }

  private IssuerSettings settings(String keySet) {
    return new IssuerSettings(url(""), keySet, List.of("seat-lock"), List.of("RS256"), "sub");
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @BeforeEach
  void start() {
    server.createContext("/", exchange -> {
      String path = exchange.getRequestURI().getPath();
      asked.add(path);
      byte[] answer = answers.getOrDefault(path, "nothing here").getBytes(StandardCharsets.UTF_8);
      try (exchange) {
        exchange.sendResponseHeaders(answers.containsKey(path) ? 200 : 404, answer.length);
        exchange.getResponseBody().write(answer);
      }
    });
    server.start();
    answers.put("/old", KEYS);
    answers.put(METADATA, metadata("/old"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String metadata(String keySet) {
    return "{\"issuer\":\"" + url("") + "\",\"jwks_uri\":\"" + url(keySet) + "\"}";
  }

  private void fetch(IssuerKeys keys) throws IOException {
    assertThat(keys.retrieveResource(settings("").url()).getContent()).isEqualTo(KEYS);
    assertThat(keys.isReachable()).isTrue();
  }

  private void assertFails(IssuerKeys keys) {
    assertThatThrownBy(() -> keys.retrieveResource(settings("").url())).isInstanceOf(IOException.class);
    assertThat(keys.isReachable()).isFalse();
  }

  private List<String> askedSinceLastTime() {
    List<String> since = new ArrayList<>(asked);
    asked.clear();
    return since;
  }

  @Test
  void addressIsReadOnceWhileItHasKeys() throws IOException {
    assertThat(asked).isEmpty();
    fetch(keys);
    fetch(keys);

    assertThat(asked).containsExactly(METADATA, "/old", "/old");
  }

  @Test
  void keysThatHaveMovedAreFoundAfterOneFailure() throws IOException {
    fetch(keys);
    answers.remove("/old");
    answers.put("/new", KEYS);
    answers.put(METADATA, metadata("/new"));
    askedSinceLastTime();

    assertFails(keys);
    assertThat(askedSinceLastTime()).containsExactly("/old");
    fetch(keys);
    assertThat(askedSinceLastTime()).containsExactly(METADATA, "/new");
    fetch(keys);
    assertThat(askedSinceLastTime()).containsExactly("/new");
  }

  @Test
  void pageInsteadOfKeysIsAFailure() throws IOException {
    fetch(keys);
    answers.put("/old", "<html>Our keys have moved.</html>");
    answers.put("/new", KEYS);
    answers.put(METADATA, metadata("/new"));

    assertFails(keys);
    fetch(keys);
  }

  @Test
  void knownAddressIsUsedAgainIfTheMetadataCanNotBeRead() throws IOException {
    fetch(keys);
    answers.clear();
    askedSinceLastTime();

    assertFails(keys);
    assertFails(keys);
    assertThat(askedSinceLastTime()).containsExactly("/old", METADATA, OTHER_METADATA);
    answers.put("/old", KEYS);
    fetch(keys);
    fetch(keys);
    assertThat(askedSinceLastTime()).containsExactly("/old", "/old");
  }

  @Test
  void outageIsLoggedOnceAndItsEnd() throws IOException {
    try (LogLines log = LogLines.of(IssuerKeys.class)) {
      answers.clear();
      assertFails(keys);
      assertFails(keys);
      answers.put("/old", KEYS);
      answers.put(METADATA, metadata("/old"));
      fetch(keys);
      fetch(keys);

      assertThat(log.lines()).satisfiesExactly(
          away -> assertThat(away).startsWith("WARN The keys of the issuer " + url("") + " can't be fetched")
              .contains(METADATA, OTHER_METADATA),
          back -> assertThat(back).isEqualTo("INFO The keys of the issuer " + url("") + " can be fetched again"));
    }
  }

  @Test
  void configuredAddressIsUsedAsItIs() throws IOException {
    IssuerKeys configured = new IssuerKeys(settings(url("/configured")));
    assertFails(configured);
    answers.put("/configured", KEYS);
    fetch(configured);

    assertThat(asked).containsExactly("/configured", "/configured");
  }
}
