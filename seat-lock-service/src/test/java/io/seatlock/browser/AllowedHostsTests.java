package io.seatlock.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTests {

  private final AllowedHosts hosts = new AllowedHosts(List.of("seats.example.org", "seat-lock"));

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LocalHost:8080", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8080",
      "10.1.2.3:80",
      "[fe80::1]", "seats.example.org", "SEATS.example.org:443", "seat-lock", "seat-lock:8080", "localhost:"})
  void ownNamesAndAddressesAreAllowed(String host) {
    assertThat(hosts.allow(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:8080", "", " ", "localhost.evil.example", "evil.localhost",
      "127.0.0.1.evil.example", "1.2.3", "1.2.3.4.5", "localhost@evil.example", "localhost, evil.example",
      "localhost:80:80", "[evil.example]", "[::1].evil.example", "localhost.", "example.org", "x.seats.example.org",
      "localhost:http", "::1"})
  void foreignNamesAreNot(String host) {
    assertThat(hosts.allow(host)).isFalse();
  }

  @Test
  void callWithoutHostIsFromNoBrowser() {
    assertThat(hosts.allow(null)).isTrue();
  }

  @Test
  void starAllowsAll() {
    assertThat(new AllowedHosts(List.of("*")).allow("evil.example")).isTrue();
  }
}
