package io.seatlock.benchmark.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** An issuer of access tokens (RS256), with an HTTP server for its public key. */
public final class Issuer implements AutoCloseable {

  private static final int KEY_BITS = 2048;

  private static final String AUDIENCE = "seat-lock";

  private static final Duration VALID = Duration.ofHours(4);

  private final KeyPair keys;

  private final HttpServer server;

  private Issuer(KeyPair keys, HttpServer server) {
    this.keys = keys;
    this.server = server;
  }

  public static Issuer start() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      KeyPair keys = generator.generateKeyPair();
      HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] keySet = keySet((RSAPublicKey) keys.getPublic()).getBytes(StandardCharsets.UTF_8);
      server.createContext("/", exchange -> {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, keySet.length);
        exchange.getResponseBody().write(keySet);
        exchange.close();
      });
      server.start();
      return new Issuer(keys, server);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The issuer of tokens can't start", e);
    }
  }

  private static String keySet(RSAPublicKey key) {
    return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\"%s\",\"e\":\"%s\"}]}"
        .formatted(base64(unsigned(key.getModulus())), base64(unsigned(key.getPublicExponent())));
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** Settings with which the service trusts this issuer. */
  public List<String> settings() {
    String prefix = "--spring.security.oauth2.resourceserver.jwt.";
    return List.of(prefix + "issuer-uri=" + address(), prefix + "jwk-set-uri=" + address() + "/keys",
        prefix + "audiences=" + AUDIENCE);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A signed access token. */
  public String token(String subject, String scope) {
    Instant now = Instant.now();
    String signed = base64("{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"1\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + base64(
            "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"client_id\":\"%s\",\"scope\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(address(), AUDIENCE, subject, subject, scope, now.getEpochSecond(),
                    now.plus(VALID).getEpochSecond())
                .getBytes(StandardCharsets.UTF_8));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A token can't be signed", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
