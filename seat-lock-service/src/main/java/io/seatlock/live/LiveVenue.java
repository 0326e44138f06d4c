package io.seatlock.live;

import io.seatlock.loop.Loop;
import io.seatlock.plan.Plans;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One venue that is watched. A loop of its own changes the picture, encodes a frame of what has changed and gives it to
 * all streams. The first change after a rest is sent at once.
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

  private final String venueId;

  private final Sources sources;

  private final FrameTimer frames;

  private final Events events;

  private final RedisTime time = new RedisTime(System::nanoTime);

  private final Comparison comparison;

  private final Set<SeatStream> streams = ConcurrentHashMap.newKeySet();

  private final Queue<SeatStream> waiting = new ConcurrentLinkedQueue<>();

  private final Queue<SeatChange> changes = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean changesTold = new AtomicBoolean();

  private volatile boolean refreshWanted = true;

  private volatile Broadcast now;

  /** What all streams were offered. */
  private Broadcast delivered;

  private @Nullable Picture picture;

  private final BitSet changed = new BitSet();

  private long newestVersion;

  /** Redis' time since when Redis does not answer; null if it does. */
  private @Nullable Instant redisAwaySince;

  private final long openedAt = System.nanoTime();

  private long housekeptAt = openedAt;

  private volatile long emptySince = openedAt;

  private final Loop loop;

  LiveVenue(String venueId, Sources sources, FrameTimer frames) {
    this.venueId = venueId;
    this.sources = sources;
    this.frames = frames;
    String epoch = Integer.toHexString(RandomGenerator.getDefault().nextInt(1 << 24, 1 << 28));
    events = new Events(venueId, epoch);
    now = Broadcast.empty(epoch);
    delivered = now;
    comparison = new Comparison(venueId, sources.plans(), sources.seats(), time);
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

  void add(SeatStream stream) {
    streams.add(stream);
  }

  /** Whether nobody has watched for so long that nobody will come back and go on. */
  boolean isIdle() {
    return streams.isEmpty() && (now.over() || System.nanoTime() - emptySince > KEPT_FOR.toNanos());
  }

  int streams() {
    return streams.size();
  }

  boolean isOver() {
    return now.over();
  }

  Duration frameInterval() {
    return frames.interval();
  }

  /** Any thread. */
  void tell(SeatChange change) {
    changes.add(change);
    if (changesTold.compareAndSet(false, true)) {
      loop.nudge();
    }
  }

  /** The picture has to be read anew, or the feed's state has changed. Any thread. */
  void refresh() {
    refreshWanted = true;
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
    if (picture == null && !sources.feed().isLive() && start - openedAt < PATIENCE_WITH_FEED.toNanos()) {
      return WHILE_FEED_STARTS;
    }
    look(start);
    if (frames.isDue(start)) {
      applyChanges();
      publish();
    }
    serveWaiting();
    if (isNews() || start - housekeptAt >= HOUSEKEEPING.toNanos()) {
      delivered = now;
      housekeptAt = start;
      streams.forEach(this::deliver);
      frames.sent(start, System.nanoTime());
    }
    return rest(System.nanoTime());
  }

  /** Whether there is something to send that the streams were not offered yet. */
  private boolean isNews() {
    return now.number() != delivered.number() || now.over() != delivered.over()
        || !Objects.equals(now.staleSince(), delivered.staleSince());
  }

  private Duration rest(long at) {
    if (!waiting.isEmpty() && picture != null) {
      return Duration.ZERO;
    }
    if (changesTold.get() || !changed.isEmpty()) {
      return frames.rest(at);
    }
    Duration untilComparison = comparison.rest(at);
    return untilComparison.compareTo(HOUSEKEEPING) < 0 ? untilComparison : HOUSEKEEPING;
  }

  private void deliver(SeatStream stream) {
    switch (stream.deliver(now)) {
      case DONE, ENDED -> {
      }
      case NEEDS_SNAPSHOT -> waiting.add(stream);
      case TOO_SLOW -> {
        sources.meters().tooSlow();
        stream.end();
      }
    }
  }

  /** Reads the picture or compares it, if it is time. */
  private void look(long start) {
    boolean isDue = comparison.isDue(start);
    if (!isDue && (!refreshWanted || redisAwaySince != null)) {
      return;
    }
    comparison.ran(start);
    try {
      if (refreshWanted || picture == null) {
        refreshWanted = false;
        read();
      } else {
        compare(picture);
      }
      redisAwaySince = null;
    } catch (SeatsUnavailable away) {
      redisAwaySince = redisAwaySince == null ? time.now() : redisAwaySince;
      refreshWanted = true;
    }
  }

  private void read() {
    StoredPlan plan = sources.plans().find(venueId);
    if (plan == null) {
      now = now.ended();
      return;
    }
    Picture fresh = Picture.read(venueId, plan, sources.taken());
    time.seen(fresh.readUntil());
    Picture old = picture;
    picture = fresh;
    if (old == null || !old.planEtag().equals(fresh.planEtag())) {
      changed.clear();
      now = now.restarted(Math.max(now.seq() + 1, fresh.seq()));
    } else {
      changed.or(old.differences(fresh));
    }
  }

  private void compare(Picture known) {
    switch (comparison.run(known, changed)) {
      case ALIKE -> {
      }
      case MENDED -> sources.meters().mended();
      case READ_AGAIN -> read();
    }
  }

  private void applyChanges() {
    changesTold.set(false);
    Picture known = picture;
    for (SeatChange change = changes.poll(); change != null; change = changes.poll()) {
      int index = known == null ? -1 : known.indexOf(change.row(), change.seat());
      if (known != null && index >= 0 && known.apply(index, change.status().ordinal(), change.version())) {
        changed.set(index);
      }
    }
  }

  private void publish() {
    Instant stale = staleSince();
    boolean over = now.staleSince() != null && stale == null;
    now = now.stale(stale);
    Picture known = picture;
    if (known == null || (changed.isEmpty() && !over)) {
      return;
    }
    long seq = now.seq() + 1;
    for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit(i + 1)) {
      seq = Math.max(seq, known.version(i));
    }
    now = now.with(events.frame(now.number() + 1, now.seq(), seq, known, changed));
    changed.clear();
    sources.meters().frame();
  }

  private @Nullable Instant staleSince() {
    Duration kafkaAway = sources.feed().awayFor();
    Instant kafka = kafkaAway == null ? null : time.now().minus(kafkaAway);
    return now.staleSince() != null && (kafka != null || redisAwaySince != null)
        ? now.staleSince()
        : redisAwaySince != null ? redisAwaySince : kafka;
  }

  /** Snapshots are encoded for those who wait for one, once for all of them. */
  private void serveWaiting() {
    Picture known = picture;
    if (known == null) {
      return;
    }
    for (int i = waiting.size(); i > 0; i--) {
      SeatStream stream = waiting.poll();
      if (stream != null) {
        provideSnapshot(known, stream.encoding());
        deliver(stream);
      }
    }
  }

  private void provideSnapshot(Picture known, Encoding encoding) {
    Snapshot last = now.snapshot(encoding);
    if (last == null || now.number() - last.number() > OLDEST_SNAPSHOT) {
      now = now.with(encoding, events.snapshot(now.number(), now.seq(), known, encoding));
      sources.meters().snapshot();
    }
  }
}
