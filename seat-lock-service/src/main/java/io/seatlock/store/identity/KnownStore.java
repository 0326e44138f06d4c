package io.seatlock.store.identity;

import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.script.Guard;
import io.seatlock.store.script.OtherStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this instance knows of the store of one partition. Nothing is sent to it before it was recognized, and nothing
 * while it is refused.
 */
public final class KnownStore implements Guard {

  private final long tolerance;

  private volatile State state = new Unknown();

  /** Whether a call has met another store since it was last looked at. */
  private volatile boolean suspect;

  /** What Kafka remembers, until the store was recognized by it. */
  private volatile @Nullable Remembered recalled;

  /** What this instance saw last when it recognized the store. */
  private volatile @Nullable Remembered seen;

  private volatile Runnable lookNow = () -> {};

  /** @param tolerance beats that may be missing after a fail-over or a restart of Redis */
  KnownStore(long tolerance) {
    this.tolerance = tolerance;
  }

  /** What is to be done about calls. */
  private sealed interface State {}

  /** Redis was not there yet. */
  private record Unknown() implements State {}

  /** @param bound whether it is known to belong to the Kafka cluster that this instance reaches */
  private record Trusted(Expected expected, boolean bound) implements State {}

  /** Until an operator does something. */
  private record Refused(String sentence, boolean stranger) implements State {}

  /** @param look wakes up whoever looks at the stores */
  void onSuspicion(Runnable look) {
    lookNow = look;
  }

  @Override
  public Expected expected() {
    return switch (state) {
      case Trusted trusted -> trusted.expected();
      case Refused refused -> throw SeatsUnavailable.untilConfirmed(refused.sentence());
      case Unknown _ -> throw new SeatsUnavailable("Redis has not been there yet since this instance started", null);
    };
  }

  @Override
  public SeatsUnavailable otherStore(OtherStore found) {
    suspect = true;
    lookNow.run();
    return SeatsUnavailable.untilConfirmed("The store is not the one that this instance knows: " + found.getMessage());
  }

  /** Whether it was recognized, and nothing has happened since that speaks against it. */
  public boolean isTrusted() {
    return state instanceof Trusted && !suspect;
  }

  /** Whether events may be sent for it, and requests read. */
  public boolean isBound() {
    return state instanceof Trusted trusted && trusted.bound() && !suspect;
  }

  /** As it was seen last; 0 before the first time. */
  long beat() {
    Remembered last = seen;
    return last == null ? 0 : last.beat();
  }

  boolean isStranger() {
    return state instanceof Refused refused && refused.stranger();
  }

  @Nullable
  String refusal() {
    return state instanceof Refused refused ? refused.sentence() : null;
  }

  /** What it is compared with when it is looked at. */
  List<Verdict.Memory> memories() {
    List<Verdict.Memory> memories = new ArrayList<>();
    Remembered own = seen;
    Remembered kafkas = recalled;
    if (own != null) {
      memories.add(new Verdict.Memory("this instance", own));
    }
    if (kafkas != null) {
      memories.add(new Verdict.Memory("Kafka", kafkas));
    }
    return memories;
  }

  /** What Kafka remembers is compared with the store at the next look. */
  void recall(Remembered kafkas) {
    recalled = kafkas;
    suspect = true;
  }

  /** It is to be looked at again, since this instance has learned something. */
  void doubt() {
    suspect = true;
  }

  /** The look has begun; what comes up from now on needs another one. */
  void lookBegins() {
    suspect = false;
  }

  /** @param kafka id of the cluster that this instance reaches, or empty */
  void trust(Identity found, String kafka) {
    recalled = null;
    saw(found.epoch().text(), found.beat(), !kafka.isEmpty() && kafka.equals(found.kafka()));
  }

  /** The same store has counted on. */
  void beats(long beat) {
    if (state instanceof Trusted trusted) {
      saw(trusted.expected().epoch(), beat, trusted.bound());
    }
  }

  private void saw(String epoch, long beat, boolean bound) {
    seen = new Remembered(epoch, beat);
    state = new Trusted(new Expected(epoch, Math.max(0, beat - tolerance)), bound);
  }

  void refuse(Verdict.Refuse refusal) {
    state = new Refused(refusal.sentence(), refusal.stranger());
  }

  /** What is worth remembering outside Redis; null if it is not trusted. */
  @Nullable
  Remembered remembered() {
    return isTrusted() ? seen : null;
  }
}
