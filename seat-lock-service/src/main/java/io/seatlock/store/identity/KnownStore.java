package io.seatlock.store.identity;

import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.script.ExpectedStore;
import io.seatlock.store.script.UnexpectedStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this instance knows about the identity of one partition's store. No call is sent before the store was examined
 * and trusted, nor while it is refused.
 */
public final class KnownStore implements ExpectedStore {

  private final long tolerance;

  private volatile State state = new Unknown();

  /**
   * Whether the store must be examined again, because a call found another identity, or the state recorded in Kafka or
   * the id of the Kafka cluster became known.
   */
  private volatile boolean examinationRequested;

  /** The last state recorded in Kafka; null after it has been compared with the store. */
  private volatile @Nullable StoreRecord recordedInKafka;

  /** The last state that this instance saw in the trusted store. */
  private volatile @Nullable StoreRecord seen;

  private volatile Runnable examineSoon = () -> {};

  /** @param tolerance number of heartbeats that may be missing after a fail-over or a restart of Redis */
  KnownStore(long tolerance) {
    this.tolerance = tolerance;
  }

  /** Decides whether calls are sent. */
  private sealed interface State {}

  /** The store has not been examined yet. */
  private record Unknown() implements State {}

  /** @param bound whether the identity contains the id of the Kafka cluster that this instance reaches */
  private record Trusted(Expected expected, boolean bound) implements State {}

  /** Calls fail until the expected store is back or an operator confirms the present one. */
  private record Refused(String sentence, boolean foreign) implements State {}

  /**
   * Sets what is called when a call found another store.
   *
   * @param wakeUp wakes up the loop that examines the stores
   */
  void onUnexpectedStore(Runnable wakeUp) {
    examineSoon = wakeUp;
  }

  @Override
  public Expected expected() {
    return switch (state) {
      case Trusted trusted -> trusted.expected();
      case Refused refused -> throw SeatsUnavailable.untilConfirmed(refused.sentence());
      case Unknown _ -> throw SeatsUnavailable.reported("The store has not been examined since this instance "
          + "started; health gives the reason", null);
    };
  }

  @Override
  public SeatsUnavailable otherStore(UnexpectedStore found) {
    examinationRequested = true;
    examineSoon.run();
    return SeatsUnavailable.untilConfirmed("The store is not the one that this instance knows: " + found.getMessage());
  }

  /** Whether the store was examined, is trusted, and need not be examined again. */
  public boolean isTrusted() {
    return state instanceof Trusted && !examinationRequested;
  }

  /**
   * Whether the store is trusted and belongs to the Kafka cluster that this instance reaches, so that events may be
   * sent and requests read.
   */
  public boolean isBound() {
    return state instanceof Trusted trusted && trusted.bound() && !examinationRequested;
  }

  /** The last known value of the heartbeat counter; 0 before it was read. */
  long beat() {
    StoreRecord last = seen;
    return last == null ? 0 : last.beat();
  }

  /** Whether it was examined since the start. */
  boolean isKnown() {
    return !(state instanceof Unknown);
  }

  boolean isForeign() {
    return state instanceof Refused refused && refused.foreign();
  }

  @Nullable
  String refusal() {
    return state instanceof Refused refused ? refused.sentence() : null;
  }

  /** The known states with which the store is compared when it is examined. */
  List<Verdict.KnownState> knownStates() {
    List<Verdict.KnownState> knownStates = new ArrayList<>();
    StoreRecord own = seen;
    StoreRecord recorded = recordedInKafka;
    if (own != null) {
      knownStates.add(new Verdict.KnownState("this instance", own));
    }
    if (recorded != null) {
      knownStates.add(new Verdict.KnownState("Kafka", recorded));
    }
    return knownStates;
  }

  /** Sets the state recorded in Kafka; it is compared with the store at the next examination. */
  void setRecorded(StoreRecord recorded) {
    recordedInKafka = recorded;
    examinationRequested = true;
  }

  /** Requests that the store is examined again. */
  void requestExamination() {
    examinationRequested = true;
  }

  /** Marks the start of an examination. A request that arrives from now on leads to another examination. */
  void beginExamination() {
    examinationRequested = false;
  }

  /**
   * Ends an examination: the store is trusted.
   *
   * @param kafka id of the cluster that this instance reaches; empty if it is not known yet
   */
  void trust(Identity found, String kafka) {
    recordedInKafka = null;
    setTrusted(found.epoch().text(), found.beat(), !kafka.isEmpty() && kafka.equals(found.kafka()));
  }

  /** Updates the last known value of the heartbeat counter, if the store is trusted. */
  void updateBeat(long beat) {
    if (state instanceof Trusted trusted) {
      setTrusted(trusted.expected().epoch(), beat, trusted.bound());
    }
  }

  private void setTrusted(String epoch, long beat, boolean bound) {
    seen = new StoreRecord(epoch, beat);
    state = new Trusted(new Expected(epoch, Math.max(0, beat - tolerance)), bound);
  }

  void refuse(Verdict.Refuse refusal) {
    state = new Refused(refusal.sentence(), refusal.foreign());
  }

  /** The state to record in Kafka; null if the store is not trusted. */
  @Nullable
  StoreRecord stateToRecord() {
    return isTrusted() ? seen : null;
  }
}
