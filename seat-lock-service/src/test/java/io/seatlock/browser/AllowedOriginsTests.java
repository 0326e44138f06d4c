package io.seatlock.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedOriginsTests {

  private final AllowedOrigins origins = new AllowedOrigins(List.of("https://shop.example.org"));

  /** Origin, Sec-Fetch-Site, Host; '' is an absent header. */
  @ParameterizedTest
  @CsvSource({"'','',localhost:8080", "http://localhost:8080,'',localhost:8080",
      "http://LOCALHOST:8080,same-origin,localhost:8080", "https://seats.example,same-origin,seats.example",
      "https://seats.example,'',seats.example:443", "'',none,localhost", "'',same-origin,localhost",
      "http://[::1]:8080,'',[::1]:8080", "https://shop.example.org,cross-site,seats.example",
      "https://Shop.example.org,same-site,seats.example"})
  void ownPagesListedPagesAndProgramsMayChange(String origin, String site, String host) {
    assertThat(allow(origin, site, host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"http://evil.example,'',localhost:8080", "null,'',localhost:8080",
      "http://localhost:3000,'',localhost:8080",
      "http://localhost,'',localhost:8080", "'',cross-site,localhost", "'',same-site,localhost",
      "http://localhost:8080,cross-site,localhost:8080", "null,same-origin,null", "'',CROSS-SITE,localhost",
      "https://shop.example.org.evil.example,'',localhost", "http://shop.example.org,cross-site,localhost",
      "http://,'',''"})
  void othersMayNot(String origin, String site, String host) {
    assertThat(allow(origin, site, host)).isFalse();
  }

  @Test
  void withoutHostNoOriginIsOurOwn() {
    assertThat(origins.allow("http://null", null, null)).isFalse();
  }

  private boolean allow(String origin, String site, String host) {
    return origins.allow(origin.isEmpty() ? null : origin, site.isEmpty() ? null : site, host.isEmpty() ? null : host);
  }
}
