package io.seatlock.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to the streams of a venue: the last frames, snapshots for streams that can't continue by frames, and
 * whether the data may be outdated. Immutable.
 *
 * @param epoch the first part of all event ids; random for each opened venue
 * @param number the number of the last frame; 0 before the seats were read for the first time
 * @param seq the {@code seq} of the last frame
 * @param frames the last frames, at most {@link #FRAMES}, the newest at the end, with consecutive numbers
 * @param staleSince since when the data may be outdated, by Redis' clock; null if it is up to date
 * @param over whether the venue's plan was deleted, which ends the streams
 */
record Broadcast(String epoch, long number, long seq, List<Frame> frames, Map<Encoding, Snapshot> snapshots,
    @Nullable Instant staleSince, boolean over) {

  /** The number of frames that are kept. A stream that is further behind gets a snapshot. */
  static final int FRAMES = 64;

  /** A broadcast with a new random epoch. */
  static Broadcast empty() {
    return empty(Integer.toHexString(RandomGenerator.getDefault().nextInt(1 << 24, 1 << 28)));
  }

  static Broadcast empty(String epoch) {
    return new Broadcast(epoch, 0, 0, List.of(), Map.of(), null, false);
  }

  /**
   * The next broadcast after the seats were read anew and do not continue the last frame: every stream needs a
   * snapshot.
   */
  Broadcast restarted(long newSeq) {
    return new Broadcast(epoch, number + 1, newSeq, List.of(), Map.of(), staleSince, false);
  }

  Broadcast with(Frame frame) {
    List<Frame> last = new ArrayList<>(frames.subList(Math.max(0, frames.size() - FRAMES + 1), frames.size()));
    last.add(frame);
    return new Broadcast(epoch, frame.number(), frame.seq(), List.copyOf(last), snapshots, staleSince, over);
  }

  Broadcast with(Encoding encoding, Snapshot snapshot) {
    Map<Encoding, Snapshot> newest = new EnumMap<>(Encoding.class);
    newest.putAll(snapshots);
    newest.put(encoding, snapshot);
    return new Broadcast(epoch, number, seq, frames, newest, staleSince, over);
  }

  Broadcast stale(@Nullable Instant since) {
    return new Broadcast(epoch, number, seq, frames, snapshots, since, over);
  }

  Broadcast ended() {
    return new Broadcast(epoch, number, seq, frames, snapshots, staleSince, true);
  }

  /**
   * Whether streams that got the other broadcast have to be sent something. New snapshots do not count, since only
   * streams that need one get them.
   */
  boolean isNewsAfter(Broadcast other) {
    return number != other.number || over != other.over || !Objects.equals(staleSince, other.staleSince);
  }

  /** The frames after the given frame number; null if some of them are no longer kept. */
  @Nullable
  List<Frame> after(long last) {
    long missing = number - last;
    return last < 1 || missing < 0 || missing > frames.size()
        ? null
        : frames.subList(frames.size() - (int) missing, frames.size());
  }

  /** The snapshot, if the kept frames continue it; else null. */
  @Nullable
  Snapshot snapshot(Encoding encoding) {
    Snapshot snapshot = snapshots.get(encoding);
    return snapshot == null || after(snapshot.number()) == null ? null : snapshot;
  }

  /**
   * The number of the last frame that a client received.
   *
   * @param lastEventId {@code <epoch>.<seq>}; clients may send any other text
   * @return 0 if the client needs a snapshot
   */
  long numberOf(@Nullable String lastEventId) {
    if (lastEventId == null || !lastEventId.startsWith(epoch + '.')) {
      return 0;
    }
    String id = lastEventId.substring(epoch.length() + 1);
    if (number > 0 && id.equals(Long.toString(seq))) {
      return number;
    }
    return frames.stream().filter(frame -> id.equals(Long.toString(frame.seq()))).mapToLong(Frame::number).findFirst()
        .orElse(0);
  }
}
