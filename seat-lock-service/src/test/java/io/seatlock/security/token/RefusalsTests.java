package io.seatlock.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;

class RefusalsTests {

  private final Refusals refusals = new Refusals((_, _, _, _) -> null);

  private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/locks");

  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void refusalThatNobodyCanWriteIsNoSuccess() {
    refusals.commence(request, response, new BadCredentialsException("none"));
    assertThat(response.getStatus()).isEqualTo(401);

    refusals.handle(request, response, new AccessDeniedException("scope"));
    assertThat(response.getStatus()).isEqualTo(403);
  }
}
