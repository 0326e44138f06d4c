package io.seatlock.live.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.limits.ClientAddresses;
import io.seatlock.limits.RateSettings;
import io.seatlock.live.picture.FakeHouse;
import io.seatlock.security.CallRefused;
import io.seatlock.security.SecurityMode;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Lists of seats do not fill the memory, and leave Redis to others. */
class ListLimitsTests {

  private static final long MEGABYTE = 1024 * 1024;

  private final FakeHouse house = new FakeHouse("hall", 10);

  private final ListLimits limits = new ListLimits(8 * MEGABYTE, Duration.ofMillis(10));

  /** A list that is not yet sent when the next one is asked for, and so on. */
  private int within(@Nullable String client, int lists, long bytes) {
    if (lists == 0) {
      return 0;
    }
    try (var _ = limits.ofClient(client); var _ = limits.sending(bytes)) {
      return 1 + within(client, lists - 1, bytes);
    }
  }

  private static Consumer<CallRefused> refused(int status, String code) {
    return refusal -> {
      assertThat(refusal.status()).isEqualTo(status);
      assertThat(refusal.code()).isEqualTo(code);
      assertThat(refusal.headers()).containsKey("Retry-After");
    };
  }

  private void assertRefused(Runnable call, int status, String code) {
    assertThatThrownBy(call::run).isInstanceOfSatisfying(CallRefused.class, refused(status, code));
  }

  @Test
  void clientHasFourUnderWay() {
    assertThat(within("ann", 4, 0)).isEqualTo(4);
    assertRefused(() -> within("ann", 5, 0), 429, "RATE_LIMITED");
    assertThat(within("ann", 4, 0)).isEqualTo(4);
    assertThat(within(null, 5, 0)).isEqualTo(5);
  }

  @Test
  void listsThatAreBeingSentTakeAnEighthOfTheHeap() {
    assertThat(within(null, 3, MEGABYTE / 5)).isEqualTo(3);
    assertRefused(() -> within(null, 4, MEGABYTE / 5), 503, "UNAVAILABLE");
    assertThat(within(null, 1, 100 * MEGABYTE)).as("one is always sent").isEqualTo(1);
  }

  @Test
  void twoAreReadAtOnce() {
    try (var _ = limits.reading(); var _ = limits.reading()) {
      assertRefused(limits::reading, 503, "UNAVAILABLE");
    }
    try (var again = limits.reading()) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void buyersOfOneAddressHaveFourTogetherWhereCallsAreLimited() throws IOException {
    assertThat(listsWithin(true)).isEqualTo(4);
    assertThat(listsWithin(false)).isEqualTo(20);
  }

  /** How many lists of one address, each of which is asked for while the one before is sent, are answered; 20 at most. */
  private int listsWithin(boolean limited) throws IOException {
    Nested nested = new Nested(new VenueSeatsController(house, house, SecurityMode.TOKEN,
        new ListLimits(512 * MEGABYTE, Duration.ofSeconds(5)),
        new RateSettings(limited, 20, 50, 10, List.of()), new ClientAddresses(List.of())));
    nested.list();
    return nested.sending;
  }

  private static final class Nested extends ServletOutputStream {

    private final VenueSeatsController controller;

    private int sending;

    Nested(VenueSeatsController controller) {
      this.controller = controller;
    }

    void list() throws IOException {
      controller.list("hall", null, null, new MockHttpServletRequest("GET", "/venues/hall/seats"),
          new MockHttpServletResponse() {

            @Override
            public ServletOutputStream getOutputStream() {
              return Nested.this;
            }
          });
    }

    @Override
    public void write(byte[] list, int from, int length) throws IOException {
      sending++;
      try {
        if (sending < 20) {
          list();
        }
      } catch (CallRefused refused) {
        assertThat(refused.status()).isEqualTo(429);
      }
    }

    @Override
    public void write(int never) {
      throw new IllegalStateException();
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {}
  }
}
