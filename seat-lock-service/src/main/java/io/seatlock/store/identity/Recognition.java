package io.seatlock.store.identity;

import io.seatlock.store.script.IdentityOperations;
import io.seatlock.store.script.Partition;
import io.seatlock.store.settings.StoreSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the identity of one partition's store, compares it with the known states, and decides whether the store is
 * used.
 */
public final class Recognition {

  private static final Logger log = LoggerFactory.getLogger(Recognition.class);

  /** Most attempts of one examination: another instance may change the identity after it was read. */
  private static final int MAX_TRIES = 5;

  private final StoreSettings settings;

  public Recognition(StoreSettings settings) {
    this.settings = settings;
  }

  /**
   * Examines one store, and trusts or refuses it.
   *
   * @param known receives the decision
   * @param partition without identity check
   * @param kafka id of the cluster that this instance reaches; empty if it is not known yet
   * @param mayCreate whether a missing identity may be created: it is certain that no store with another number of
   *     partitions exists
   * @return whether the store is trusted with an epoch that must be recorded in Kafka
   * @throws io.seatlock.seat.SeatsUnavailable if Redis did not answer in time; the store must be examined again
   */
  boolean examine(KnownStore known, Partition partition, String kafka, boolean mayCreate) {
    known.beginExamination();
    boolean decided = false;
    StoreRecord before = known.stateToRecord();
    try {
      IdentityOperations operations = new IdentityOperations(partition);
      IdentityOperations.Stored answer = operations.look();
      for (int tries = 0; tries < MAX_TRIES && !decided; tries++) {
        Identity found = Identity.of(answer);
        switch (Verdict.of(found, own(kafka), known.knownStates())) {
          case Verdict.Fits _ -> decided = trust(known, found, kafka);
          case Verdict.Refuse refusal -> decided = refuse(known, refusal);
          case Verdict.Create _ when !mayCreate -> {
            return false;
          }
          case Verdict.Create _ -> answer = create(operations, Epoch.create(answer.at(), Epoch.Note.NONE), kafka);
          case Verdict.Bind _ -> answer = operations.bind(kafka);
          case Verdict.LostData lost -> answer = found.exists()
              ? operations.rename(found.epoch().text(), lost.marked().text())
              : create(operations, lost.marked(), kafka);
        }
      }
    } finally {
      if (!decided) {
        known.requestExamination();
      }
    }
    StoreRecord now = known.stateToRecord();
    return now != null && (before == null || !now.epoch().equals(before.epoch()));
  }

  private IdentityOperations.Stored create(IdentityOperations operations, Epoch epoch, String kafka) {
    IdentityOperations.Stored created = operations.create(epoch.text(), settings.partitions(), kafka);
    if (!epoch.hasLostData()) {
      log.info("No earlier state of this store is known, so this is its first use: {} is {}",
          operations.partition().keys().identity(),
          epoch.text());
    }
    return created;
  }

  private static boolean trust(KnownStore known, Identity found, String kafka) {
    known.trust(found, kafka);
    return true;
  }

  private static boolean refuse(KnownStore known, Verdict.Refuse refusal) {
    known.refuse(refusal);
    return true;
  }

  private Verdict.Own own(String kafka) {
    return new Verdict.Own(settings.partitions(), kafka, settings.identity().tolerance(settings.durability().mode()),
        settings.identity().create());
  }
}
