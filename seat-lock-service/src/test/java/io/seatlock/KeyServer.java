package io.seatlock;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** An issuer of tokens: signs them, and serves its metadata and keys on loopback. */
final class KeyServer implements AutoCloseable {

  static final String AUDIENCE = "seat-lock";

  private final RSAKey key = newKey("first");

  private final int port;

  private HttpServer server;

  KeyServer() {
    server = start(0);
    port = server.getAddress().getPort();
  }

  String issuer() {
    return "http://127.0.0.1:" + port;
  }

  /** Settings of a service that trusts this issuer. */
  List<String> settings() {
    return List.of("spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer(),
        "spring.security.oauth2.resourceserver.jwt.audiences=" + AUDIENCE);
  }

  /** A good token. */
  String token(String subject, String... scopes) {
    return signed(claims(subject, scopes).build());
  }

  /** A token with claims of one's own. */
  String token(UnaryOperator<JWTClaimsSet.Builder> change) {
    return signed(change.apply(claims("ann", "seats:buy")).build());
  }

  private JWTClaimsSet.Builder claims(String subject, String... scopes) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder().issuer(issuer()).audience(AUDIENCE).subject(subject)
        .claim("scope", String.join(" ", scopes)).claim("azp", "web").jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(3600)));
  }

  private String signed(JWTClaimsSet claims) {
    return signed(header("first").build(), claims, key);
  }

  static JWSHeader.Builder header(String kid) {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).type(JOSEObjectType.JWT);
  }

  /** A good token but for its header. */
  String tokenWithHeader(UnaryOperator<JWSHeader.Builder> change) {
    return signed(change.apply(header("first")).build(), claims("ann", "seats:buy").build(), key);
  }

  /** Signed by a key that this server does not have. */
  String tokenOfStranger(String kid) {
    return signed(header(kid).build(), claims("ann", "seats:buy").build(), newKey(kid));
  }

  /** The same, and says where its key is. */
  String tokenOfStranger(String kid, URI keySet) {
    return signed(header(kid).jwkURL(keySet).build(), claims("ann", "seats:buy").build(), newKey(kid));
  }

  String unsignedToken() {
    return new PlainJWT(claims("ann", "seats:buy").build()).serialize();
  }

  /** The public key, which everybody has, taken for a shared secret. */
  String tokenSignedWithPublicKey() {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
          claims("ann", "seats:buy").build());
      token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey newKey(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpServer start(int wanted) {
    try {
      HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
      serve(started, "/.well-known/openid-configuration", () -> Rest.json("issuer", issuer(), "jwks_uri",
          issuer() + "/keys"));
      serve(started, "/keys", () -> new JWKSet(key.toPublicJWK()).toString());
      started.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(HttpServer server, String path, Supplier<String> body) {
    server.createContext(path, exchange -> {
      byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      try (exchange) {
        exchange.getResponseBody().write(bytes);
      }
    });
  }

  /** Nobody answers until {@link #resume}. */
  void pause() {
    server.stop(0);
  }

  void resume() {
    server = start(port);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
