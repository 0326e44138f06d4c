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

/** API keys: 256 random bits, of which the settings have only the SHA-256. */
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

  /** A new key; nobody stores it. */
  public static String next() {
    byte[] key = new byte[BYTES];
    RANDOM.nextBytes(key);
    return "slk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }

  /** What the settings have of a key. */
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

  /** Compares with all keys, each in constant time, so that the time tells nothing about any of them. */
  @Override
  public Authentication authenticate(Authentication shown) {
    String key = String.valueOf(shown.getCredentials());
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
    return Shown.class.isAssignableFrom(type);
  }

  /** A key as it was sent. */
  static final class Shown extends AbstractAuthenticationToken {

    private final String key;

    Shown(String key) {
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
