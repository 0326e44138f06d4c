package io.seatlock.security;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How callers are authenticated ({@code seat-lock.security.*}). The issuer of tokens is set by Spring's own settings,
 * see {@link IssuerSettings}.
 *
 * @param mode default {@code auto}
 * @param rolesClaim the claim in which a token lists roles that are named like scopes, e.g. {@code realm_access.roles};
 *     empty (default): only the token's scopes count
 * @param auditSecret the key of the HMAC that replaces user ids in the audit log, at least 32 characters; empty
 *     (default): a random key at each start
 * @param publicMap whether plans and the states of seats may be read without a token; default false
 * @param clients programs with API keys; default none
 */
public record SecuritySettings(@DefaultValue("auto") Mode mode, @DefaultValue("") String rolesClaim,
    @DefaultValue("") String auditSecret, @DefaultValue("false") boolean publicMap,
    @DefaultValue List<Client> clients) {

  private static final int SHORTEST_AUDIT_SECRET = 32;

  /** The setting: how callers are authenticated. */
  public enum Mode {
    /** {@code token} if an issuer or clients are configured, else {@code open}, which is refused beyond loopback. */
    AUTO,
    /** No authentication; allowed on loopback only. */
    OPEN,
    /** Calls need a token or an API key, except probes, the page and the API descriptions. */
    TOKEN,
    /** As {@code open}, but on any address: the operator declares the network to be trusted. */
    TRUSTED_NETWORK
  }

  public SecuritySettings {
    Assert.isTrue(rolesClaim.matches("|[^.\\s]+(\\.[^.\\s]+)*"),
        "seat-lock.security.roles-claim must be the name of a claim; write e.g. realm_access.roles");
    Assert.isTrue(auditSecret.isEmpty() || auditSecret.length() >= SHORTEST_AUDIT_SECRET,
        "seat-lock.security.audit-secret must have " + SHORTEST_AUDIT_SECRET
            + " characters or more; write e.g. the output of `openssl rand -hex 32`");
    List<String> names = clients.stream().map(Client::name).toList();
    Assert.isTrue(Set.copyOf(names).size() == names.size(), "seat-lock.security.clients must have different names");
    List<String> keys = clients.stream().flatMap(client -> client.keySha256().stream()).toList();
    Assert.isTrue(new HashSet<>(keys).size() == keys.size(), "seat-lock.security.clients must have different keys");
  }

  /**
   * A program that authenticates by an API key.
   *
   * @param name the client's name in the audit log
   * @param keySha256 SHA-256 of its key, in hexadecimal; two while the key is being replaced
   * @param scopes what it may do: {@code seats:book}, {@code seats:operate}, {@code seats:watch}
   */
  public record Client(String name, List<String> keySha256, List<String> scopes) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private static final int MAX_KEYS = 2;

    public Client(@Nullable String name, @Nullable List<String> keySha256, @Nullable List<String> scopes) {
      this.name = name == null ? "" : name;
      this.keySha256 = keySha256 == null ? List.of() : List.copyOf(keySha256);
      this.scopes = scopes == null ? List.of() : List.copyOf(scopes);
      Assert.isTrue(this.name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"),
          "seat-lock.security.clients[].name must be 1 to 64 letters, digits, '.', '_' or '-'; write e.g. box-office");
      Assert.isTrue(!this.keySha256.isEmpty() && this.keySha256.size() <= MAX_KEYS
          && this.keySha256.stream().allMatch(hash -> SHA_256.matcher(hash).matches()),
          "seat-lock.security.clients[].key-sha256 must be one or two SHA-256 of keys of 256 bits, as 64 lower-case "
              + "hexadecimal digits each; `java -jar … new-key` makes a key and prints what to write");
      Assert.isTrue(!this.scopes.isEmpty() && this.scopes.stream().allMatch(Client::isForPrograms),
          "seat-lock.security.clients[].scopes must be some of seats:book, seats:operate and seats:watch; seats:buy "
              + "needs the token of a user");
    }

    private static boolean isForPrograms(String text) {
      return Stream.of(Scope.BOOK, Scope.OPERATE, Scope.WATCH).anyMatch(scope -> scope.text().equals(text));
    }
  }
}
