package io.seatlock.store.identity;

import java.util.List;
import java.util.Locale;

/** Whether a partition of the store is the one that the service worked with before. */
public sealed interface Verdict {

  /** End of a message: what the operator must do if the store is to be used nevertheless. */
  String CONFIRM = "say with the command confirm-store that it is to be used as it is (docs/operations.md).";

  /** It is the expected store. */
  record Fits() implements Verdict {}

  /** There is no store and none is known: a first start. */
  record Create() implements Verdict {}

  /** It is the expected store, but does not contain the id of its Kafka cluster yet. */
  record Bind() implements Verdict {}

  /** The store has lost data. Its epoch is replaced by this one, so that all instances refuse the store. */
  record LostData(Epoch marked) implements Verdict {}

  /**
   * The store must not be used.
   *
   * @param sentence why, and what to do; for the operator
   * @param foreign whether it belongs to another deployment, so that waiting does not help
   */
  record Refuse(String sentence, boolean foreign) implements Verdict {}

  /**
   * The settings of this instance.
   *
   * @param kafka id of the Kafka cluster that it reaches; empty if that is not known yet
   * @param tolerance number of heartbeats that may be missing
   * @param create whether an empty store of which nothing is known counts as a first start
   */
  record Own(int partitions, String kafka, long tolerance, boolean create) {}

  /**
   * A known state of the store.
   *
   * @param source who knows it: {@code Kafka} or {@code this instance}
   */
  record KnownState(String source, StoreRecord store) {}

  /** @param knownStates the known states, in the order of comparison; empty at a first start */
  static Verdict of(Identity found, Own own, List<KnownState> knownStates) {
    if (!found.exists()) {
      return ofNone(own, knownStates);
    }
    if (found.partitions() != own.partitions()) {
      return otherPartitions(found.partitions(), own.partitions());
    }
    if (!own.kafka().isEmpty() && !found.kafka().isEmpty() && !own.kafka().equals(found.kafka())) {
      return new Refuse("The store in Redis belongs to the Kafka cluster " + found.kafka()
          + ", and this instance is set to use " + own.kafka() + ". Give each deployment a Redis, a database or a "
          + "key prefix of its own; if this one has really moved to another Kafka, " + CONFIRM, true);
    }
    if (found.epoch().hasLostData()) {
      return lostData(found.epoch());
    }
    for (KnownState state : knownStates) {
      Verdict verdict = compare(found, own, state);
      if (!(verdict instanceof Fits)) {
        return verdict;
      }
    }
    return found.kafka().isEmpty() && !own.kafka().isEmpty() ? new Bind() : new Fits();
  }

  private static Verdict ofNone(Own own, List<KnownState> knownStates) {
    if (!knownStates.isEmpty()) {
      return new LostData(Epoch.parse(knownStates.getFirst().store().epoch()).withNote(Epoch.Note.EMPTIED));
    }
    return own.create()
        ? new Create()
        : new Refuse("The store in Redis is empty, and seat-lock.identity.create is false. If this is its first use, "
            + CONFIRM, false);
  }

  private static Verdict compare(Identity found, Own own, KnownState state) {
    Epoch known = Epoch.parse(state.store().epoch());
    if (known.text().equals(found.epoch().text())) {
      return found.beat() < state.store().beat() - own.tolerance()
          ? new LostData(known.withNote(Epoch.Note.RESTORED))
          : new Fits();
    }
    return found.epoch().replaces(known)
        ? new Fits()
        : new Refuse(String.format(Locale.ROOT, "Redis holds another store (epoch %s) than the one that %s remembers "
            + "(epoch %s): another server or database, or an older copy. Bring back the right one, or " + CONFIRM,
            found.epoch().text(), state.source(), known.text()), false);
  }

  /**
   * The refusal of a store that has lost data.
   *
   * @param epoch of the store; its note tells whether the store was emptied or restored to an older state
   */
  static Refuse lostData(Epoch epoch) {
    return new Refuse(epoch.note() == Epoch.Note.EMPTIED
        ? "The store in Redis has lost its seats: it was found empty (FLUSHDB, an empty volume), though locks and "
            + "sales were in it. Bring its data back, or " + CONFIRM
        : "The store in Redis has been set back to an older state: locks and sales that were in it are missing. Bring "
            + "the newer data back, or " + CONFIRM,
        false);
  }

  static Refuse otherPartitions(int found, int own) {
    String foundSetting = found < 0 ? "an unreadable number of partitions" : "seat-lock.partitions=" + found;
    return new Refuse("The store in Redis was made with " + foundSetting + ", and this instance has "
        + own + ", so it would look for the seats at other places. All instances must have the same; if it was really "
        + "changed, " + CONFIRM, true);
  }
}
