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
 * One venue that is watched. A loop of its own keeps the picture, encodes a frame of what has changed and gives it to all
 * streams. The first change after a rest is sent at once.
 */
final class LiveVenue implements SeatStream.Source, AutoCloseable {

  private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);

  private static final Duration WHILE_FEED_STARTS = Duration.ofMillis(20);

  /** How long the first picture waits for Kafka; later it is stale until Kafka is there. */
  private static final Duration PATIENCE_WITH_FEED = Duration.ofSeconds(3);

  /** A client that lost its stream continues where it was if it comes back within this time. */
  private static final Duration KEPT_FOR = Duration.ofSeconds(60);

  /** How many frames a snapshot may be old; those are sent after it. */
  private static final int OLDEST_SNAPSHOT = 8;

  private final FeedState feed;

  private final LiveMeters meters;

  private final FrameTimer frames;

  private final Events events;

  private final RedisTime time = new RedisTime(System::nanoTime);

  private final PictureKeeper keeper;

  private final Set<SeatStream> streams = ConcurrentHashMap.newKeySet();

  /** Streams that need a snapshot. */
  private final Queue<SeatStream> waiting = new ConcurrentLinkedQueue<>();

  private volatile Broadcast now;

  /** What all streams were offered. */
  private Broadcast delivered;

  private final long openedAt = System.nanoTime();

  private long housekeptAt = openedAt;

  private volatile long emptySince = openedAt;

  private final Loop loop;

  LiveVenue(String venueId, Sources sources, LiveMeters meters, FrameTimer frames) {
    this.feed = sources.feed();
    this.meters = meters;
    this.frames = frames;
    now = Broadcast.empty();
    events = new Events(venueId, now.epoch());
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

  /** @param stream is not started yet */
  SeatStream add(SeatStream stream) {
    streams.add(stream);
    return stream;
  }

  int streams() {
    return streams.size();
  }

  /** Whether nobody has watched for so long that nobody will come back and go on. */
  boolean isIdle() {
    return streams.isEmpty() && (now.over() || System.nanoTime() - emptySince > KEPT_FOR.toNanos());
  }

  boolean isOver() {
    return now.over();
  }

  Duration frameInterval() {
    return frames.interval();
  }

  /** Any thread. */
  void add(SeatChange change) {
    if (keeper.add(change)) {
      loop.nudge();
    }
  }

  /** The picture has to be read again. Any thread. */
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
    if (keeper.picture() == null && !feed.isLive() && start - openedAt < PATIENCE_WITH_FEED.toNanos()) {
      return WHILE_FEED_STARTS;
    }
    look(start);
    if (frames.isDue(start)) {
      keeper.applyChanges();
      publish();
    }
    serveWaiting();
    if (now.isNewsAfter(delivered) || start - housekeptAt >= HOUSEKEEPING.toNanos()) {
      delivered = now;
      housekeptAt = start;
      streams.forEach(this::deliver);
      frames.sent(start, System.nanoTime());
    }
    return rest(System.nanoTime());
  }

  private void look(long start) {
    Broadcast before = now;
    now = switch (keeper.look(start)) {
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

  /** Redis' time since when changes may be missing; null if they are not, or if Redis' time is not known yet. */
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

  /** Snapshots are encoded for those who wait for one, once for all of them. */
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
    if (last == null || now.number() - last.number() > OLDEST_SNAPSHOT) {
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
