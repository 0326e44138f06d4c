package io.seatlock.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.security.SecurityMode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WelcomeTests {

  private static final Path TOKENS = Path.of("data", "tokens");

  @Test
  void exampleHasNoTokenOutsideTokenMode() {
    assertThat(Welcome.authorization(SecurityMode.OPEN, null)).isEmpty();
    assertThat(Welcome.authorization(SecurityMode.TRUSTED_NETWORK, null)).isEmpty();
  }

  @Test
  void exampleUsesTheDemoTokenOfTheShop() {
    assertThat(Welcome.authorization(SecurityMode.TOKEN, TOKENS))
        .startsWith("-H \"Authorization: Bearer $(cat " + TOKENS.resolve("shop") + ")\" \\\n");
  }

  @Test
  void exampleNamesATokenWhereTheIssuerIsTheUsersOwn() {
    assertThat(Welcome.authorization(SecurityMode.TOKEN, null)).startsWith("-H \"Authorization: Bearer $TOKEN\" \\\n");
  }
}
