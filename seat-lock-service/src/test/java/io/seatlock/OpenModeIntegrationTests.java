package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;

/** On loopback the original contract holds to the letter, and nothing of token mode is on the way of a call. */
@ExtendWith(SharedDeployment.class)
class OpenModeIntegrationTests {

  private final Deployment deployment;

  private final String venue = Deployment.newVenue();

  OpenModeIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
  }

  @Test
  void noFilterOfSpringSecurityExists() {
    assertThat(deployment.service().has(Filter.class)).isTrue();
    assertThat(deployment.service().has(SecurityFilterChain.class)).isFalse();
    assertThat(deployment.service().has(FilterChainProxy.class)).isFalse();
  }

  @Test
  void nobodyIsAskedWhoTheyAre() {
    byte[] lock = Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", "ann")
        .getBytes(StandardCharsets.UTF_8);
    Answer locked = deployment.rest().send("POST", "/locks", lock, "Content-Type", "application/json", "Authorization",
        "Bearer nonsense", "X-API-Key", "nonsense");

    assertThat(locked.status()).isEqualTo(200);
    assertThat(locked.lockId()).isPresent();
    assertThat(deployment.rest().status(venue, "A", "1").get("lockedBy")).isEqualTo("ann");
  }

  /** In chunks each would take a second packet. */
  @Test
  void answersSayHowLongTheyAre() {
    Answer granted = deployment.rest().lock(venue, "A", "1", "J\u00f6rg", 60);
    Answer refused = deployment.rest().lock(venue, "A", "1", "bob", 60);

    assertThat(granted.headers()).containsEntry("content-length", length(granted));
    assertThat(refused.headers()).containsEntry("content-length", length(refused))
        .containsEntry("content-type", "application/problem+json");
  }

  private static String length(Answer answer) {
    return String.valueOf(answer.text().getBytes(StandardCharsets.UTF_8).length);
  }
}
