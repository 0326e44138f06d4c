package io.seatlock.requests.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.payload.LockRequest;
import io.seatlock.payload.SeatName;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EchoTests {

  private final Echo echo = new Echo(JsonMapper.shared());

  private static LockRequest request(@Nullable List<@Nullable SeatName> seats, String user, String requestId) {
    return new LockRequest("hall", seats == null ? "A" : null, seats == null ? "1" : null, seats, user, 60L, requestId);
  }

  @Test
  void shortRequestIsRepeatedAsItIs() {
    assertThat(echo.of(request(null, "ann", "r1"))).isEqualTo("{\"venueId\":\"hall\",\"row\":\"A\",\"seat\":\"1\","
        + "\"userId\":\"ann\",\"timeoutSeconds\":60,\"requestId\":\"r1\"}");
  }

  @Test
  void ofALongOneOnlyWhatTheRulesAllowIsRepeated() {
    assertThat(echo.of(request(null, "u".repeat(60_000), "r1"))).isEqualTo(
        "{\"venueId\":\"hall\",\"row\":\"A\",\"seat\":\"1\",\"timeoutSeconds\":60,\"requestId\":\"r1\"}");
    List<@Nullable SeatName> seats = Collections.nCopies(500, new SeatName("A", "1"));
    assertThat(echo.of(request(seats, "ann", "r1")))
        .isEqualTo("{\"venueId\":\"hall\",\"userId\":\"ann\",\"timeoutSeconds\":60,\"requestId\":\"r1\"}");
  }

  @Test
  void nothingIsLongerThanTheLimit() {
    String awkward = "\u0001".repeat(128);
    List<@Nullable SeatName> seats = Collections.nCopies(5000, new SeatName("A", "1"));
    String text = echo.of(new LockRequest(awkward, awkward, awkward, seats, awkward, 60L, awkward));

    assertThat(text).contains("venueId", "row", "seat", "userId", "requestId").doesNotContain("seats");

    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(Echo.MAX_BYTES);
    assertThat(echo.of(request(null, "ann", "x".repeat(Echo.MAX_BYTES)))).doesNotContain("requestId");
  }
}
