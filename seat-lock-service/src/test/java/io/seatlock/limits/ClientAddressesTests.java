package io.seatlock.limits;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressesTests {

  private final ClientAddresses addresses = new ClientAddresses(List.of("10.0.0.5", "10.1.0.0/16", "fd00::/8"));

  private static MockHttpServletRequest from(String peer, String... forwarded) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(peer);
    for (String header : forwarded) {
      request.addHeader("X-Forwarded-For", header);
    }
    return request;
  }

  @Test
  void headerOfAStrangerIsIgnored() {
    assertThat(addresses.of(from("203.0.113.9", "198.51.100.1"))).isEqualTo("203.0.113.9");
  }

  @ParameterizedTest
  @CsvSource({"198.51.100.1,198.51.100.1", "'1.1.1.1, 198.51.100.1',198.51.100.1",
      "'198.51.100.1, 10.1.200.7',198.51.100.1", "'1.1.1.1,198.51.100.1,10.0.0.5,10.1.0.1',198.51.100.1",
      "nonsense,10.0.0.5", "'198.51.100.1, nonsense',10.0.0.5", "'198.51.100.1, evil.example',10.0.0.5", "'',10.0.0.5"})
  void proxyIsBelievedOnlyAsFarAsProxiesWroteTheHeader(String header, String client) {
    assertThat(addresses.of(from("10.0.0.5", header))).isEqualTo(client);
  }

  @Test
  void severalHeadersAreOne() {
    assertThat(addresses.of(from("10.0.0.5", "1.1.1.1", "198.51.100.1"))).isEqualTo("198.51.100.1");
  }

  @Test
  void addressesOfOneNetworkOfIpv6AreOneCaller() {
    assertThat(addresses.of(from("2001:db8:1:2::1"))).isEqualTo(addresses.of(from("2001:db8:1:2:ffff::9")))
        .isNotEqualTo(addresses.of(from("2001:db8:1:3::1")));
    assertThat(addresses.of(from("fd00::1", "2001:db8:1:2::1"))).isEqualTo(addresses.of(from("2001:db8:1:2::1")));
    assertThat(addresses.of(from("::ffff:203.0.113.9"))).isEqualTo("203.0.113.9");
  }

  @Test
  void filterThatBelievesEverybodyIsSeenThrough() {
    var believing = new HttpServletRequestWrapper(from("203.0.113.9")) {

      @Override
      public String getRemoteAddr() {
        return "198.51.100.1";
      }
    };

    assertThat(addresses.of(believing)).isEqualTo("203.0.113.9");
  }
}
