package io.seatlock.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The venues that are watched. Ends all streams before the server waits for the end of requests. */
final class LiveVenues extends BackgroundLoops implements Feed.Watched {

  private static final Duration BETWEEN_CLEANINGS = Duration.ofSeconds(5);

  private final Map<String, LiveVenue> venues = new ConcurrentHashMap<>();

  private final Function<String, LiveVenue> opening;

  private final FeedState feed;

  private volatile boolean open;

  /** @param opening begins to watch a venue */
  LiveVenues(Function<String, LiveVenue> opening, FeedState feed, MeterRegistry meters) {
    super(DEFAULT_PHASE);
    this.feed = feed;
    this.opening = opening;
    Gauge.builder("seat.lock.live.venues", venues, Map::size).description("Venues that are watched").register(meters);
    Gauge.builder("seat.lock.live.frame.interval", this, LiveVenues::longestInterval).baseUnit("seconds")
        .description("The longest time between two frames of a venue now").register(meters);
  }

  private double longestInterval() {
    return venues.values().stream().map(LiveVenue::frameInterval).mapToLong(Duration::toNanos).max().orElse(0) / 1e9;
  }

  /**
   * Begins to watch, or goes on.
   *
   * @param use gives the venue a stream, so that it is not closed meanwhile
   * @return false while the service stops
   */
  boolean watch(String venueId, Consumer<LiveVenue> use) {
    venues.compute(venueId, (_, known) -> {
      LiveVenue venue = known != null && !known.isOver() ? known : open ? opening.apply(venueId) : null;
      if (venue != null) {
        use.accept(venue);
      }
      return venue;
    });
    feed.wanted();
    return open;
  }

  @Override
  public @Nullable LiveVenue find(String venueId) {
    return venues.get(venueId);
  }

  @Override
  public boolean isEmpty() {
    return venues.isEmpty();
  }

  @Override
  public void refresh() {
    venues.values().forEach(LiveVenue::refresh);
  }

  @Override
  protected List<Loop> startLoops() {
    open = true;
    return List.of(Loop.startAfter(BETWEEN_CLEANINGS, "live-venues", this::closeIdle));
  }

  private Duration closeIdle() {
    for (Map.Entry<String, LiveVenue> entry : venues.entrySet()) {
      LiveVenue closed = removeIfIdle(entry.getKey());
      if (closed != null) {
        closed.close();
      }
    }
    return BETWEEN_CLEANINGS;
  }

  private @Nullable LiveVenue removeIfIdle(String venueId) {
    LiveVenue[] removed = new LiveVenue[1];
    venues.computeIfPresent(venueId, (_, venue) -> {
      if (venue.isIdle()) {
        removed[0] = venue;
        return null;
      }
      return venue;
    });
    return removed[0];
  }

  @Override
  public synchronized void stop() {
    open = false;
    venues.values().forEach(LiveVenue::endStreams);
    super.stop();
  }

  @Override
  protected void cleanUp() {
    venues.values().parallelStream().forEach(LiveVenue::close);
    venues.clear();
  }
}
