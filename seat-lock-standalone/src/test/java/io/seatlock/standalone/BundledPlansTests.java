package io.seatlock.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.plan.layout.LayoutReader;
import io.seatlock.plan.layout.PlanReading;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletResponse;

class BundledPlansTests {

  private final BundledPlans plans = new BundledPlans();

  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void bothFilesArePlansThatTheServiceAccepts() {
    assertThat(seats(plans.theatre(response))).isBetween(300, 340);
    assertThat(seats(plans.arena(response))).isEqualTo(20_000);
  }

  private static int seats(ResponseEntity<byte[]> file) {
    return LayoutReader.read(Objects.requireNonNull(file.getBody())) instanceof PlanReading.Valid valid
        ? valid.plan().seats().size()
        : 0;
  }

  /** Otherwise a browser would show an outdated plan, or load 2 MB each time. */
  @Test
  void browserCanRevalidateFileByItsEtag() {
    response.setHeader("Cache-Control", "no-store");
    String arena = plans.arena(response).getHeaders().getETag();

    assertThat(plans.arena(response).getHeaders().getETag()).isEqualTo(arena);
    assertThat(plans.arena(response).getBody()).as("computed once").isSameAs(plans.arena(response).getBody());
    assertThat(plans.theatre(response).getHeaders().getETag()).isNotEqualTo(arena);
    assertThat(response.getHeaders("Cache-Control")).containsExactly("no-cache");
  }
}
