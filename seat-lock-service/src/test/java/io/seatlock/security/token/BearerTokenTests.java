package io.seatlock.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** The token is read as Spring Security's own resolver reads it. */
class BearerTokenTests {

  private static final String REFUSED = "refused";

  @ParameterizedTest
  @ValueSource(strings = {"Bearer a", "bearer a", "BEARER a.b-c_d~e+f/9", "Bearer abc==", "Bearer ==", "Bearer a=b",
      "Bearer", "Bearer ", "Bearer  a", "Bearera", "Bearer\ta", "Bearer a b", "Bearer a ", "Bearer a,b", "Bearer ä",
      "Bearer a\u0131", "Bearer \u212A", "Basic YTpi", " Bearer a", "DPoP a", "", "Bear", "Bearer a\r\n"})
  void readsAsTheLibraryDoes(String authorization) {
    assertThat(ours(authorization)).isEqualTo(library(authorization));
  }

  private static @Nullable String ours(String authorization) {
    try {
      return BearerToken.in(authorization);
    } catch (OAuth2AuthenticationException refused) {
      return REFUSED;
    }
  }

  private static @Nullable String library(String authorization) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader(HttpHeaders.AUTHORIZATION, authorization);
    try {
      return new DefaultBearerTokenResolver().resolve(request);
    } catch (OAuth2AuthenticationException refused) {
      return REFUSED;
    }
  }
}
