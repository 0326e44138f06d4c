package io.seatlock.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** The values of headers that pass are those that pass Spring Security's own rule. */
class HeaderValuesTests {

  private static final String HEADER = "X-Header";

  private final StrictHttpFirewall library = new StrictHttpFirewall();

  @Test
  void charactersPassOrNotAsWithTheLibrary() {
    List<String> differently = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(codePoint -> codePoint <= 0x2FFF || codePoint % 101 == 0).mapToObj(Character::toString)
        .map(character -> "a" + character + "b")
        .filter(value -> HeaderValues.areAllowed(value) != passesTheLibrary(value)).toList();

    assertThat(differently).isEmpty();
  }

  @Test
  void anEmptyValuePasses() {
    assertThat(HeaderValues.areAllowed("")).isTrue();
    assertThat(passesTheLibrary("")).isTrue();
  }

  private boolean passesTheLibrary(String value) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    request.addHeader(HEADER, value);
    try {
      return value.equals(library.getFirewalledRequest(request).getHeader(HEADER));
    } catch (RequestRejectedException rejected) {
      return false;
    }
  }
}
