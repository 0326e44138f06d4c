package io.seatlock.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What a set of settings comes to: a mode, or a start that is refused. */
class SecurityModeTests {

  private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri=https://login.example";

  private static final String TRUSTED = ISSUER + " spring.security.oauth2.resourceserver.jwt.audiences=seats";

  private static final String CLIENT = "seat-lock.security.clients[0].name=desk "
      + "seat-lock.security.clients[0].scopes=seats:operate seat-lock.security.clients[0].key-sha256=" + "0".repeat(64);

  private static StandardEnvironment environment(String settings) {
    Map<String, Object> all = new HashMap<>(Map.of("server.address", "127.0.0.1"));
    for (String setting : settings.replace("TRUSTED", TRUSTED).replace("ISSUER", ISSUER).replace("CLIENT", CLIENT)
        .strip().split(" +")) {
      if (!setting.isEmpty()) {
        all.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
      }
    }
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", all));
    ConfigurationPropertySources.attach(environment);
    return environment;
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      TRUSTED                               | true | 10
      TRUSTED seat-lock.rates.enabled=false | false | 10
      TRUSTED seat-lock.lock.max-seats-per-user=4 | true | 4
      seat-lock.security.mode=open          | | 1000
      """)
  void buyersAreLimitedUnlessTheSettingsSayOtherwise(String settings, @Nullable String rates, @Nullable String seats) {
    StandardEnvironment environment = environment(settings);

    new ModeDefaults().postProcessEnvironment(environment, new SpringApplication());

    assertThat(environment.getProperty("seat-lock.rates.enabled")).isEqualTo(rates);
    assertThat(environment.getProperty("seat-lock.lock.max-seats-per-user")).isEqualTo(seats);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      ''                                                  | OPEN
      server.address=::1                                  | OPEN
      server.address=localhost                            | OPEN
      management.server.port=9000 management.server.address=127.0.0.1 | OPEN
      management.server.port=8080                         | OPEN
      management.server.port=-1                           | OPEN
      seat-lock.security.mode=open TRUSTED                | OPEN
      TRUSTED                                             | TOKEN
      CLIENT                                              | TOKEN
      seat-lock.security.mode=token CLIENT                | TOKEN
      server.address=0.0.0.0 TRUSTED                      | TOKEN
      server.address=:: CLIENT                            | TOKEN
      server.address=0.0.0.0 seat-lock.security.mode=trusted-network | TRUSTED_NETWORK
      """)
  void settingsComeToAMode(String settings, SecurityMode mode) {
    assertThat(SecurityMode.checked(environment(settings))).isEqualTo(mode);
    assertThat(SecurityMode.of(environment(settings))).isEqualTo(mode);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      server.address=0.0.0.0                              | server.address (0.0.0.0) can be reached from other machines
      server.address=::                                   | server.address (::) can be reached from other machines
      server.address=10.1.2.3                             | server.address (10.1.2.3) can be reached from other machines
      server.address=                                     | server.address (not set, so all interfaces) can be reached
      server.address=no.such.host.invalid                 | server.address (no.such.host.invalid) can be reached
      server.address=0.0.0.0 seat-lock.security.mode=open | server.address (0.0.0.0) can be reached from other machines
      server.address=0.0.0.0 seat-lock.security.mode=open TRUSTED | server.address (0.0.0.0) can be reached from
      management.server.port=9000                         | management.server.address (not set, so all interfaces) can
      server.port=0 management.server.port=0              | management.server.address (not set, so all interfaces) can
      management.server.port=9000 management.server.address=0.0.0.0 | management.server.address (0.0.0.0) can be reached
      seat-lock.security.mode=token                       | seat-lock.security.mode is token, but neither an issuer nor an API key
      ISSUER                                              | spring.security.oauth2.resourceserver.jwt.issuer-uri is set without audiences
      ISSUER CLIENT                                       | spring.security.oauth2.resourceserver.jwt.issuer-uri is set without audiences
      spring.security.oauth2.resourceserver.jwt.jwk-set-uri=https://x/keys | spring.security.oauth2.resourceserver.jwt.jwk-set-uri is set without an issuer
      spring.security.oauth2.resourceserver.jwt.jws-algorithms=HS256 TRUSTED | spring.security.oauth2.resourceserver.jwt.jws-algorithms must be
      """)
  void anUnsafeStartIsRefusedWithASentence(String settings, String sentence) {
    assertThatThrownBy(() -> SecurityMode.checked(environment(settings))).isInstanceOf(UnsafeStart.class)
        .message().startsWith(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seat-lock.security.mode=paranoid", "CLIENT seat-lock.security.clients[0].name="})
  void whatCanNotBeReadCountsAsTheStrictestMode(String settings) {
    assertThat(SecurityMode.of(environment(settings))).isEqualTo(SecurityMode.TOKEN);
  }
}
