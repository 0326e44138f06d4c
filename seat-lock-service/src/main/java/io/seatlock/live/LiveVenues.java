package io.seatlock.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.live.feed.FeedState;
import io.seatlock.live.feed.SeatChange;
import io.seatlock.live.feed.WatchedVenues;
import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The venues with open streams. On shutdown it ends all streams before the server waits for open requests. */
final class LiveVenues extends BackgroundLoops implements WatchedVenues {

  private final Map<String, LiveVenue> venues = new ConcurrentHashMap<>();

  /** Venues in whose place another one was opened, because their plan was deleted and stored again. */
  private final Queue<LiveVenue> replaced = new ConcurrentLinkedQueue<>();

  private final Function<String, LiveVenue> venueOpening;

  private final FeedState feed;

  private final Duration cleaningInterval;

  private volatile boolean open;

  /**
   * @param venueOpening creates the {@link LiveVenue} of a venue
   * @param cleaningInterval how often to close the venues that have no streams
   */
  LiveVenues(Function<String, LiveVenue> venueOpening, FeedState feed, MeterRegistry meters,
      Duration cleaningInterval) {
    super(DEFAULT_PHASE);
    this.cleaningInterval = cleaningInterval;
    this.feed = feed;
    this.venueOpening = venueOpening;
    Gauge.builder("seat.lock.live.venues", () -> venues.size() + replaced.size())
        .description("Venues that are watched").register(meters);
    Gauge.builder("seat.lock.live.frame.interval", this, LiveVenues::longestInterval).baseUnit("seconds")
        .description("The longest time between two frames of a venue now").register(meters);
  }

  private double longestInterval() {
    return venues.values().stream().map(LiveVenue::frameInterval).mapToLong(Duration::toNanos).max().orElse(0) / 1e9;
  }

  /**
   * Opens a stream of a venue, and starts the {@link LiveVenue} if it is not running.
   *
   * @param opening adds a stream to the venue; called in the same step, so that the venue is not closed meanwhile
   * @return what {@code opening} returned; null while the service stops
   */
  @Nullable
  SeatStream watch(String venueId, Function<LiveVenue, SeatStream> opening) {
    AtomicReference<@Nullable SeatStream> opened = new AtomicReference<>();
    venues.compute(venueId, (_, known) -> {
      if (!open) {
        return known;
      }
      LiveVenue venue = known != null && !known.isOver() ? known : venueOpening.apply(venueId);
      if (known != null && known != venue) {
        replaced.add(known);
      }
      opened.set(opening.apply(venue));
      return venue;
    });
    feed.wanted();
    return opened.get();
  }

  /** The venue; null if it has had no stream lately. */
  @Nullable
  LiveVenue find(String venueId) {
    return venues.get(venueId);
  }

  @Override
  public void add(String venueId, SeatChange change) {
    LiveVenue venue = venues.get(venueId);
    if (venue != null) {
      venue.add(change);
    }
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
    return List.of(Loop.startAfter(cleaningInterval, "live-venues", this::closeIdle));
  }

  private Duration closeIdle() {
    for (Map.Entry<String, LiveVenue> entry : venues.entrySet()) {
      LiveVenue closed = removeIfIdle(entry.getKey());
      if (closed != null) {
        closed.close();
      }
    }
    replaced.stream().filter(venue -> venue.streams() == 0).toList().forEach(venue -> {
      replaced.remove(venue);
      venue.close();
    });
    return cleaningInterval;
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
    Stream.concat(venues.values().stream(), replaced.stream()).forEach(LiveVenue::endStreams);
    super.stop();
  }

  @Override
  protected void cleanUp() {
    List<LiveVenue> last = Stream.concat(replaced.stream(),
        venues.keySet().stream().map(venues::remove).filter(Objects::nonNull)).toList();
    replaced.clear();
    Loop.close(last.stream().map(venue -> venue.loop).toList());
    last.forEach(LiveVenue::endStreams);
  }
}
