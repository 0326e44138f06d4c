package io.seatlock.live;

import io.seatlock.live.feed.FeedState;
import io.seatlock.live.feed.SeatChange;
import io.seatlock.live.picture.PictureKeeper;
import io.seatlock.live.picture.RedisTime;
import io.seatlock.live.picture.Sources;
import io.seatlock.live.picture.VenuePicture;
import io.seatlock.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A venue with open streams. Its own loop keeps the states of the seats up to date, encodes the changes as frames and
 * delivers them to all streams. The first change after a quiet time is sent immediately.
 */
final class LiveVenue implements SeatStream.Source, AutoCloseable {

  private static final Duration HOUSEKEEPING_INTERVAL = Duration.ofSeconds(1);

  private static final Duration FEED_START_INTERVAL = Duration.ofMillis(20);

  /** How long the first read waits for Kafka; after that the data is stale until Kafka is available. */
  private static final Duration FEED_START_TIMEOUT = Duration.ofSeconds(3);

  /** How long a venue without streams is kept, so that a client that lost its stream can continue where it was. */
  private static final Duration KEEP_TIME = Duration.ofSeconds(60);

  /** The age of a snapshot in frames up to which it is used again; the frames since then are sent after it. */
  private static final int MAX_SNAPSHOT_AGE = 8;

  private final FeedState feed;

  private final LiveMeters meters;

  private final FrameTimer frames;

  private final EventEncoder events;

  private final RedisTime time = new RedisTime(System::nanoTime);

  private final PictureKeeper keeper;

  private final Set<SeatStream> streams = ConcurrentHashMap.newKeySet();

  /** Streams that need a snapshot. */
  private final Queue<SeatStream> waiting = new ConcurrentLinkedQueue<>();

  private volatile Broadcast now;

  /** The last broadcast that was delivered to all streams. */
  private Broadcast delivered;

  private final long openedAt = System.nanoTime();

  private long housekeptAt = openedAt;

  private volatile long emptySince = openedAt;

  final Loop loop;

  LiveVenue(String venueId, Sources sources, LiveMeters meters, FrameTimer frames) {
    this.feed = sources.feed();
    this.meters = meters;
    this.frames = frames;
    now = Broadcast.empty();
    events = new EventEncoder(venueId, now.epoch());
    delivered = now;
    keeper = new PictureKeeper(venueId, sources, time);
    loop = Loop.start("live-venue", this::step);
  }

  @Override
  public Broadcast now() {
    return now;
  }

  @Override
  public Instant redisTime() {
    return time.now();
  }

  @Override
  public void needsSnapshot(SeatStream stream) {
    waiting.add(stream);
    loop.nudge();
  }

  @Override
  public void ended(SeatStream stream) {
    streams.remove(stream);
    emptySince = System.nanoTime();
  }

  /** @param stream a stream that is not started yet */
  SeatStream add(SeatStream stream) {
    streams.add(stream);
    return stream;
  }

  int streams() {
    return streams.size();
  }

  /** Whether the venue has had no stream for so long that no client will continue one. */
  boolean isIdle() {
    return streams.isEmpty() && (now.over() || System.nanoTime() - emptySince > KEEP_TIME.toNanos());
  }

  boolean isOver() {
    return now.over();
  }

  Duration frameInterval() {
    return frames.interval();
  }

  /** Adds a change of a seat, from an event. Any thread may call it. */
  void add(SeatChange change) {
    if (keeper.add(change)) {
      loop.nudge();
    }
  }

  /** Makes the loop read the seats from Redis again. Any thread may call it. */
  void refresh() {
    keeper.refresh();
    loop.nudge();
  }

  void endStreams() {
    streams.forEach(SeatStream::end);
  }

  @Override
  public void close() {
    loop.close();
    endStreams();
  }

  private Duration step() {
    long start = System.nanoTime();
    if (keeper.picture() == null && !feed.isLive() && start - openedAt < FEED_START_TIMEOUT.toNanos()) {
      return FEED_START_INTERVAL;
    }
    updatePicture(start);
    if (frames.isDue(start)) {
      keeper.applyChanges();
      publish();
    }
    serveWaiting();
    if (now.isNewsAfter(delivered) || start - housekeptAt >= HOUSEKEEPING_INTERVAL.toNanos()) {
      delivered = now;
      housekeptAt = start;
      streams.forEach(this::deliver);
      frames.sent(start, System.nanoTime());
    }
    return rest(System.nanoTime());
  }

  private void updatePicture(long start) {
    Broadcast before = now;
    now = switch (keeper.update(start)) {
      case SAME -> before;
      case RESTARTED -> before.restarted(Math.max(before.seq() + 1, Objects.requireNonNull(keeper.picture()).seq()));
      case PLAN_GONE -> before.ended();
    };
  }

  private void publish() {
    Instant stale = staleSince();
    boolean isFreshAgain = now.staleSince() != null && stale == null;
    now = now.stale(stale);
    VenuePicture picture = keeper.picture();
    BitSet changed = keeper.changed();
    if (picture == null || (changed.isEmpty() && !isFreshAgain)) {
      return;
    }
    long seq = now.seq() + 1;
    for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit(i + 1)) {
      seq = Math.max(seq, picture.version(i));
    }
    now = now.with(events.frame(now.number() + 1, now.seq(), seq, picture, changed));
    changed.clear();
    meters.frame();
  }

  /** Since when changes may be missing, by Redis' clock; null if none is, or if Redis' time is unknown. */
  private @Nullable Instant staleSince() {
    Duration kafkaAway = feed.awayFor();
    Instant redis = keeper.redisAwaySince();
    if (!time.isKnown() || (kafkaAway == null && redis == null)) {
      return null;
    }
    if (now.staleSince() != null) {
      return now.staleSince();
    }
    return redis == null ? time.now().minus(Objects.requireNonNull(kafkaAway)) : redis;
  }

  /** Delivers a snapshot to the streams that wait for one. It is encoded once for all of them. */
  private void serveWaiting() {
    VenuePicture picture = keeper.picture();
    if (picture == null) {
      return;
    }
    for (int i = waiting.size(); i > 0; i--) {
      SeatStream stream = waiting.poll();
      if (stream != null) {
        provideSnapshot(picture, stream.encoding());
        deliver(stream);
      }
    }
  }

  private void provideSnapshot(VenuePicture picture, Encoding encoding) {
    Snapshot last = now.snapshot(encoding);
    if (last == null || now.number() - last.number() > MAX_SNAPSHOT_AGE) {
      now = now.with(encoding, events.snapshot(now.number(), now.seq(), picture, encoding));
      meters.snapshot();
    }
  }

  private void deliver(SeatStream stream) {
    Delivery delivery = stream.deliver(now);
    if (delivery == Delivery.NEEDS_SNAPSHOT) {
      waiting.add(stream);
    } else if (delivery == Delivery.TOO_SLOW) {
      meters.tooSlow();
      stream.end();
    }
  }

  private Duration rest(long at) {
    if (!waiting.isEmpty() && keeper.picture() != null) {
      return Duration.ZERO;
    }
    if (keeper.isChanging()) {
      return frames.rest(at);
    }
    return keeper.rest(at);
  }
}
