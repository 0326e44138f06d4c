package io.seatlock.live.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.seatlock.limits.ClientAddresses;
import io.seatlock.limits.RateSettings;
import io.seatlock.live.picture.FakeHouse;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.security.CallRefused;
import io.seatlock.security.SecurityMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class VenueSeatsControllerTests {

  private final ListLimits limits = new ListLimits(1 << 30, Duration.ofMillis(1));

  private VenueSeatsController controller(FakeHouse house) {
    return new VenueSeatsController(house, house, SecurityMode.OPEN, limits,
        new RateSettings(false, 20, 50, 10, List.of()), new ClientAddresses(List.of()));
  }

  private @Nullable String etagOfBits(FakeHouse house) throws IOException {
    MockHttpServletResponse response = new MockHttpServletResponse();
    controller(house).bits("hall", null, null, new MockHttpServletRequest("GET", "/venues/hall/seats"), response);
    return response.getHeader("ETag");
  }

  private static void refuseList(VenueSeatsController controller) {
    assertThatThrownBy(() -> controller.list("hall", null, null,
        new MockHttpServletRequest("GET", "/venues/hall/seats"), new MockHttpServletResponse()))
        .isInstanceOf(CallRefused.class);
  }

  /** Hundreds may wait for the two that are read. */
  @Test
  void requestThatWaitsForItsReadHasNoMemoryForTheSeats() {
    VenueSeatsController controller = controller(new FakeHouse("hall", 100_000));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (var _ = limits.reading(); var _ = limits.reading()) {
      refuseList(controller);
      long before = threads.getCurrentThreadAllocatedBytes();
      refuseList(controller);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
    }
  }

  /** The bytes 0, 32 and 1, 1 have the same sum with the factor 31. */
  @Test
  void otherBitsHaveAnotherEtag() throws IOException {
    FakeHouse one = new FakeHouse("hall", 8);
    one.change(5, Status.FINALIZED);
    FakeHouse other = new FakeHouse("hall", 8);
    other.change(3, Status.LOCKED);
    other.change(7, Status.LOCKED);

    assertThat(etagOfBits(one)).isNotNull().isNotEqualTo(etagOfBits(other)).isEqualTo(etagOfBits(one));
  }
}
