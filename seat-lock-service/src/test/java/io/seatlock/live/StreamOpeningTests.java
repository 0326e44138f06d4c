package io.seatlock.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.limits.ClientAddresses;
import io.seatlock.live.feed.FeedState;
import io.seatlock.live.picture.FakeHouse;
import io.seatlock.live.picture.Sources;
import io.seatlock.security.Caller;
import io.seatlock.testkit.BesideOthers;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A stream that fails while it opens leaves nothing behind. */
@BesideOthers
class StreamOpeningTests {

  private static final String VENUE = "hall";

  private final FakeHouse house = new FakeHouse(VENUE, 10);

  private final FeedState feed = new FeedState(System::nanoTime);

  private final LiveSettings settings = LiveStage.settings();

  private final StreamLimits limits = new StreamLimits(settings, Long.MAX_VALUE);

  private final LiveVenues venues = new LiveVenues(this::open, feed, new SimpleMeterRegistry(),
      Duration.ofSeconds(5));

  private final StreamController controller = new StreamController(venues, house, settings, limits,
      new ClientAddresses(List.of()));

  private MockHttpServletResponse response = new MockHttpServletResponse();

  private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/venues/hall/seats/stream") {

    @Override
    public AsyncContext startAsync() {
      startAsync(this, response);
      MockAsyncContext call = new MockAsyncContext(this, response) {

        @Override
        public void addListener(AsyncListener listener) {
          if (isDeaf) {
            throw new IllegalStateException("deaf");
          }
          super.addListener(listener);
        }
      };
      setAsyncContext(call);
      timeout = call::getTimeout;
      return call;
    }
  };

  private LongSupplier timeout = () -> -1;

  private boolean venueFails;

  /** Whether the server says nothing of the call. */
  private boolean isDeaf;

  private LiveVenue open(String venueId) {
    if (venueFails) {
      throw new IllegalStateException("no thread");
    }
    LiveMeters counts = new LiveMeters(new SimpleMeterRegistry());
    return new LiveVenue(venueId, new Sources(house, house, house, feed, counts::corrected), counts,
        new FrameTimer(settings));
  }

  @BeforeEach
  void start() {
    request.setAsyncSupported(true);
    venues.start();
  }

  @AfterEach
  void stop() {
    venues.stop();
  }

  private void assertFails(Class<? extends Throwable> failure) {
    assertThatThrownBy(() -> controller.stream(VENUE, null, null, request, response)).isInstanceOf(failure);
    assertThat(limits.open()).isZero();
    assertThat(request.isAsyncStarted()).isFalse();
  }

  @Test
  void serverThatDoesNotStartTheCallHasNoStream() {
    request.setAsyncSupported(false);

    assertFails(IllegalStateException.class);
    assertThat(venues.isEmpty()).isTrue();
  }

  @Test
  void venueThatCanNotBeWatchedHasNoStream() {
    venueFails = true;

    assertFails(IllegalStateException.class);
    assertThat(venues.isEmpty()).isTrue();
  }

  @Test
  void callThatIsBrokenHasNoStream() {
    response = new MockHttpServletResponse() {

      @Override
      public ServletOutputStream getOutputStream() {
        throw new IllegalStateException("broken");
      }
    };

    assertFails(IllegalStateException.class);
  }

  /** The mock's response can't be written to without blocking. */
  @Test
  void responseThatCanNotBeWrittenToHasNoStream() {
    assertFails(UnsupportedOperationException.class);
    LiveVenue venue = Objects.requireNonNull(venues.find(VENUE));
    assertThat(venue.streams()).isZero();
    await().atMost(Duration.ofSeconds(20)).until(() -> venue.now().number() > 0);
    assertThat(venue.isIdle()).isFalse();
  }

  @Test
  void callThatWouldEndUnheardHasNoStream() {
    isDeaf = true;

    assertFails(IllegalStateException.class);
    assertThat(Objects.requireNonNull(venues.find(VENUE)).streams()).isZero();
  }

  /** A token is checked only here; one that has expired must not be good for ever. */
  @Test
  void streamOfACallerEndsAfterAQuarterOfAnHour() {
    assertFails(UnsupportedOperationException.class);
    assertThat(timeout.getAsLong()).isZero();

    request.setAttribute(Caller.class.getName(), new Caller("web", "ann", Set.of()));

    assertFails(UnsupportedOperationException.class);
    assertThat(timeout.getAsLong()).isBetween(Duration.ofMinutes(10).toMillis(), Duration.ofMinutes(15).toMillis());
  }
}
