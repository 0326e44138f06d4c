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
 * Keeps the picture of a venue right: reads it, changes it as events say, compares it with the store. Used by the loop of
 * the venue, except for {@link #add} and {@link #refresh}.
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

  /** Redis' time since when Redis does not answer; null if it does. */
  private @Nullable Instant redisAwaySince;

  public PictureKeeper(String venueId, Sources sources, RedisTime time) {
    this.venueId = venueId;
    this.sources = sources;
    this.time = time;
    comparison = new Comparison(venueId, sources.plans(), sources.seats(), time);
  }

  /** What a look at the store came to. */
  public enum Look {

    /** The picture goes on; some seats may have changed. */
    SAME,

    /** It is another picture than before. */
    RESTARTED,

    /** The venue has no plan any longer. */
    PLAN_GONE
  }

  /** @return whether the loop has to be nudged: it does not know yet that there are changes */
  public boolean add(SeatChange change) {
    changes.add(change);
    return changesWait.compareAndSet(false, true);
  }

  /** The picture has to be read again. */
  public void refresh() {
    refreshWanted = true;
  }

  /** Null before it was read for the first time. */
  @Nullable
  public VenuePicture picture() {
    return picture;
  }

  /** To be cleared by who has shown them. */
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

  /** Until the store has to be asked again. */
  public Duration rest(long now) {
    return comparison.rest(now);
  }

  /**
   * Reads or compares the picture, if it is time.
   *
   * @param start {@link System#nanoTime()}
   */
  public Look look(long start) {
    if (!comparison.isDue(start) && (!refreshWanted || redisAwaySince != null)) {
      return Look.SAME;
    }
    comparison.ran(start);
    try {
      VenuePicture known = picture;
      Look look;
      if (refreshWanted || known == null) {
        refreshWanted = false;
        look = read();
      } else {
        look = compare(known);
      }
      redisAwaySince = null;
      return look;
    } catch (SeatsUnavailable away) {
      redisAwaySince = redisAwaySince == null ? time.now() : redisAwaySince;
      refreshWanted = true;
      return Look.SAME;
    }
  }

  private Look compare(VenuePicture known) {
    return switch (comparison.run(known, sources.feed().isLive(), changed)) {
      case ALIKE -> Look.SAME;
      case CORRECTED -> {
        sources.corrected().run();
        yield Look.SAME;
      }
      case READ_AGAIN -> read();
    };
  }

  private Look read() {
    StoredPlan plan = sources.plans().find(venueId);
    if (plan == null) {
      return Look.PLAN_GONE;
    }
    VenuePicture fresh = VenuePicture.read(venueId, plan, sources.taken());
    time.seen(fresh.readUntil());
    VenuePicture old = picture;
    picture = fresh;
    comparison.restart();
    if (old == null || !old.planEtag().equals(fresh.planEtag())) {
      changed.clear();
      return Look.RESTARTED;
    }
    fresh.follow(old);
    changed.or(old.differences(fresh));
    return Look.SAME;
  }

  /** Older ones, and those of seats that are not in the plan, change nothing. */
  public void applyChanges() {
    VenuePicture known = picture;
    if (known == null) {
      return;
    }
    changesWait.set(false);
    for (SeatChange change = changes.poll(); change != null; change = changes.poll()) {
      int index = known.indexOf(change.row(), change.seat());
      if (index >= 0 && known.apply(index, Occupancy.of(change.status()), change.version())) {
        changed.set(index);
        comparison.heard(index);
      }
    }
  }
}
