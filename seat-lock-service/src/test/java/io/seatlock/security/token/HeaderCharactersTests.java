package io.seatlock.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** The headers that pass are those that pass Spring Security's own rules. */
class HeaderCharactersTests {

  private final StrictHttpFirewall library = new StrictHttpFirewall();

  @Test
  void valuesPassOrNotAsWithTheLibrary() {
    assertThat(
        differences(HeaderCharacters::areAllowedInValue, value -> passesTheLibrary("X-Header", value))).isEmpty();
  }

  @Test
  void namesPassOrNotAsWithTheLibrary() {
    assertThat(differences(HeaderCharacters::areAllowedInName, name -> passesTheLibrary(name, "value"))).isEmpty();
  }

  @Test
  void anEmptyValuePasses() {
    assertThat(HeaderCharacters.areAllowedInValue("")).isTrue();
    assertThat(passesTheLibrary("X-Header", "")).isTrue();
  }

  /** All code points of Europe, and a part of the others. */
  private static List<String> differences(Predicate<String> ours, Predicate<String> theirs) {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(codePoint -> codePoint <= 0x2FFF || codePoint % 101 == 0)
        .mapToObj(codePoint -> "a" + Character.toString(codePoint) + "b")
        .filter(text -> ours.test(text) != theirs.test(text)).toList();
  }

  private boolean passesTheLibrary(String name, String value) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    request.addHeader(name, value);
    try {
      return value.equals(library.getFirewalledRequest(request).getHeader(name));
    } catch (RequestRejectedException rejected) {
      return false;
    }
  }
}
