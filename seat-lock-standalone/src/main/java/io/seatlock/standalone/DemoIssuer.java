package io.seatlock.standalone;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.seatlock.embedded.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * {@code --demo-tokens}: an issuer of access tokens, for one person who tries token mode on one machine. It generates
 * its key at each start and never stores it. The tokens are files that only their owner can read, and are valid for
 * twelve hours.
 */
final class DemoIssuer {

  static final String OPTION = "--demo-tokens";

  private static final String AUDIENCE = "seat-lock";

  private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

  private static final Map<String, String> SCOPES = Map.of("ann", "seats:buy", "bob", "seats:buy", "shop", "seats:book",
      "boss", "seats:operate");

  private final RSAKey key;

  private final String issuer;

  private final HttpServer server;

  private DemoIssuer() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    server = HttpServer.create(new InetSocketAddress(LoopbackPorts.loopback(), 0), 0);
    issuer = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/.well-known/openid-configuration",
        exchange -> answer(exchange, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}"));
    server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.start();
  }

  /** Needed when the program fails to start: otherwise the server's thread would keep the JVM alive. */
  void stop() {
    server.stop(0);
  }

  static DemoIssuer start() {
    try {
      return new DemoIssuer();
    } catch (IOException | JOSEException e) {
      throw new IllegalStateException("The issuer of demo tokens did not start", e);
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Makes the service trust this issuer. */
  Map<String, Object> settings() {
    return Map.of("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer,
        "spring.security.oauth2.resourceserver.jwt.audiences", AUDIENCE);
  }

  /** @param folder gets one file for each caller, with the caller's name */
  void writeTokens(Path folder) {
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> caller : SCOPES.entrySet()) {
        Path file = folder.resolve(caller.getKey());
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, token(caller.getKey(), caller.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The demo tokens can't be written to " + folder, e);
    }
  }

  static List<String> callers() {
    return SCOPES.keySet().stream().sorted().toList();
  }

  private String token(String subject, String scope) {
    Instant now = Instant.now();
    SignedJWT token = new SignedJWT(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(new JOSEObjectType("at+jwt")).build(),
        new JWTClaimsSet.Builder().issuer(issuer).audience(AUDIENCE).subject(subject).claim("scope", scope)
            .claim("client_id", "demo").issueTime(Date.from(now)).expirationTime(Date.from(now.plus(TOKEN_LIFETIME)))
            .build());
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
