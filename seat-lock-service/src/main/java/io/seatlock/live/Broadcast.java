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
 * What the streams of a venue are sent: the last frames, a snapshot for those that lack an earlier one, and whether the
 * picture may be old. Immutable.
 *
 * @param number of the last frame; 0 before the first picture
 * @param seq of the last frame
 * @param frames the last ones, the newest at the end, without a gap
 * @param staleSince Redis' time; null if the picture is up to date
 * @param over whether the venue has no plan any longer
 */
record Broadcast(String epoch, long number, long seq, List<Frame> frames, Map<Encoding, Snapshot> snapshots,
    @Nullable Instant staleSince, boolean over) {

  /** How many frames a stream may be behind before it gets a snapshot instead. */
  static final int FRAMES = 64;

  /** Of a new epoch. */
  static Broadcast empty() {
    return empty(Integer.toHexString(RandomGenerator.getDefault().nextInt(1 << 24, 1 << 28)));
  }

  static Broadcast empty(String epoch) {
    return new Broadcast(epoch, 0, 0, List.of(), Map.of(), null, false);
  }

  /** After a picture that does not continue the last one: everybody needs a snapshot. */
  Broadcast restarted(long newSeq) {
    return new Broadcast(epoch, number + 1, newSeq, List.of(), Map.of(), staleSince, false);
  }

  Broadcast with(Frame frame) {
    List<Frame> last = new ArrayList<>(frames.subList(Math.max(0, frames.size() - FRAMES + 1), frames.size()));
    last.add(frame);
    return new Broadcast(epoch, frame.number(), frame.seq(), List.copyOf(last), snapshots, staleSince, false);
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

  /** Whether it has something for streams that were offered another one; a snapshot is only for those who need it. */
  boolean isNewsAfter(Broadcast other) {
    return number != other.number || over != other.over || !Objects.equals(staleSince, other.staleSince);
  }

  /** The frames behind one; null if they are not all there. */
  @Nullable
  List<Frame> after(long last) {
    long missing = number - last;
    return last < 1 || missing < 0 || missing > frames.size()
        ? null
        : frames.subList(frames.size() - (int) missing, frames.size());
  }

  /** A snapshot from which the frames lead on; null if there is none. */
  @Nullable
  Snapshot snapshot(Encoding encoding) {
    Snapshot snapshot = snapshots.get(encoding);
    return snapshot == null || after(snapshot.number()) == null ? null : snapshot;
  }

  /**
   * The number of the frame that a client got last.
   *
   * @param lastEventId {@code <epoch>.<seq>}; anything else may be there
   * @return 0 if it can't be continued from there
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
