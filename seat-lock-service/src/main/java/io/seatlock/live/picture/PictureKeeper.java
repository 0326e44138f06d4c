package io.seatlock.live.picture;

import io.seatlock.live.feed.SeatChange;
import io.seatlock.plan.Occupancy;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatsUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the picture of a venue up to date: reads it from Redis, applies events, and compares it with Redis. Must be
 * used only by the loop of the venue, except for {@link #add} and {@link #refresh}.
 */
public final class PictureKeeper {

  private final String venueId;

  private final Sources sources;

  private final RedisTime time;

  private final Comparison comparison;

  private final Queue<SeatChange> changes = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean changesWait = new AtomicBoolean();

  private volatile boolean refreshWanted = true;

  private @Nullable VenuePicture picture;

  /** Seats that have changed since the last frame. */
  private final BitSet changed = new BitSet();

  /** Since when Redis does not answer, by Redis' clock as estimated; null if it answers. */
  private @Nullable Instant redisAwaySince;

  public PictureKeeper(String venueId, Sources sources, RedisTime time) {
    this.venueId = venueId;
    this.sources = sources;
    this.time = time;
    comparison = new Comparison(venueId, sources.plans(), sources.seats(), time);
  }

  /** The result of {@link #update}. */
  public enum Update {

    /** The picture continues; some seats may have changed. */
    SAME,

    /** The picture was replaced and does not continue the previous one. */
    RESTARTED,

    /** The venue's plan was deleted. */
    PLAN_GONE
  }

  /** @return whether the loop has to be woken, because this is the first unapplied change */
  public boolean add(SeatChange change) {
    changes.add(change);
    return changesWait.compareAndSet(false, true);
  }

  /** Makes the next {@link #update} read the picture again. Any thread may call it. */
  public void refresh() {
    refreshWanted = true;
  }

  /** The picture; null before it was read for the first time. */
  @Nullable
  public VenuePicture picture() {
    return picture;
  }

  /**
   * The indexes of the seats that have changed since they were last published. Whoever publishes them clears the set.
   */
  public BitSet changed() {
    return changed;
  }

  public boolean isChanging() {
    return changesWait.get() || !changed.isEmpty();
  }

  @Nullable
  public Instant redisAwaySince() {
    return redisAwaySince;
  }

  /** The time until the next comparison with Redis. */
  public Duration rest(long now) {
    return comparison.rest(now);
  }

  /**
   * Reads the picture from Redis, or compares it with Redis, if that is due.
   *
   * @param start {@link System#nanoTime()}
   */
  public Update update(long start) {
    if (!comparison.isDue(start) && (!refreshWanted || redisAwaySince != null)) {
      return Update.SAME;
    }
    comparison.markStarted(start);
    try {
      VenuePicture known = picture;
      Update result;
      if (refreshWanted || known == null) {
        refreshWanted = false;
        result = read();
      } else {
        result = compare(known);
      }
      redisAwaySince = null;
      return result;
    } catch (SeatsUnavailable away) {
      redisAwaySince = redisAwaySince == null ? time.now() : redisAwaySince;
      refreshWanted = true;
      return Update.SAME;
    }
  }

  private Update compare(VenuePicture known) {
    return switch (comparison.run(known, sources.feed().isLive(), changed)) {
      case ALIKE -> Update.SAME;
      case CORRECTED -> {
        sources.corrected().run();
        yield Update.SAME;
      }
      case READ_AGAIN -> read();
    };
  }

  private Update read() {
    StoredPlan plan = sources.plans().find(venueId);
    if (plan == null) {
      return Update.PLAN_GONE;
    }
    VenuePicture fresh = VenuePicture.read(venueId, plan, sources.taken());
    time.seen(fresh.readUntil());
    VenuePicture old = picture;
    picture = fresh;
    comparison.restart();
    if (old == null || !old.planEtag().equals(fresh.planEtag())) {
      changed.clear();
      return Update.RESTARTED;
    }
    fresh.follow(old);
    changed.or(old.differences(fresh));
    return Update.SAME;
  }

  /**
   * Applies the events that were added. Ignores those with an old version and those of seats that are not in the plan.
   * Without a picture all are discarded, because the first read contains them.
   */
  public void applyChanges() {
    VenuePicture known = picture;
    changesWait.set(false);
    if (known == null) {
      changes.clear();
      return;
    }
    for (SeatChange change = changes.poll(); change != null; change = changes.poll()) {
      int index = known.indexOf(change.row(), change.seat());
      if (index >= 0 && known.apply(index, Occupancy.of(change.status()), change.version())) {
        changed.set(index);
        comparison.eventApplied(index);
      }
    }
  }
}
