package io.seatlock.security.token;

import io.seatlock.security.Caller;
import io.seatlock.security.Scope;
import io.seatlock.security.SecuritySettings.Client;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/** Authenticates API keys. A key has 256 random bits; the settings contain only its SHA-256. */
public final class ApiKeys implements AuthenticationProvider {

  /** The header in which a key is sent. */
  public static final String HEADER = "X-API-Key";

  private static final int BYTES = 32;

  private static final Pattern KEY = Pattern.compile("slk_[A-Za-z0-9_-]{43}");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final List<Known> known;

  ApiKeys(List<Client> clients) {
    known = clients.stream().flatMap(client -> client.keySha256().stream()
        .map(hash -> new Known(hash, caller(client)))).toList();
  }

  private record Known(String sha256, Caller caller) {}

  private static Caller caller(Client client) {
    return new Caller(client.name(), client.name(),
        client.scopes().stream().map(Scope::of).flatMap(Optional::stream).collect(Collectors.toSet()));
  }

  /** Creates a key, {@code slk_} and 256 random bits in base64url. It is not stored. */
  public static String next() {
    byte[] key = new byte[BYTES];
    RANDOM.nextBytes(key);
    return "slk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }

  /** The SHA-256 of a key in lower-case hexadecimal, as in {@code seat-lock.security.clients[].key-sha256}. */
  public static String sha256(String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] ascii(String hexadecimal) {
    return hexadecimal.getBytes(StandardCharsets.US_ASCII);
  }

  /** Compares with all known keys, each in constant time, so that the response time reveals nothing about any key. */
  @Override
  public Authentication authenticate(Authentication received) {
    String key = String.valueOf(received.getCredentials());
    byte[] digest = ascii(sha256(key));
    Caller found = null;
    for (Known one : known) {
      if (MessageDigest.isEqual(ascii(one.sha256()), digest)) {
        found = one.caller();
      }
    }
    if (found == null || !KEY.matcher(key).matches()) {
      throw new BadCredentialsException("API key is not known");
    }
    return new CallerToken(found);
  }

  @Override
  public boolean supports(Class<?> type) {
    return ReceivedKey.class.isAssignableFrom(type);
  }

  /** The key that a caller sent, not verified yet. */
  static final class ReceivedKey extends AbstractAuthenticationToken {

    private final String key;

    ReceivedKey(String key) {
      super(AuthorityUtils.NO_AUTHORITIES);
      this.key = key;
    }

    @Override
    public String getCredentials() {
      return key;
    }

    @Override
    public @Nullable Object getPrincipal() {
      return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
