package io.seatlock.store.plan;

import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.Plans.Put;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.script.DraftOperations;
import io.seatlock.store.script.DraftOperations.Misfits;
import io.seatlock.store.script.DraftOvertaken;
import io.seatlock.store.script.Partition;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to store a plan. Until it is published, readers get the previous plan. Used by one thread. */
final class PlanDraft {

  /**
   * A draft without a further step expires after this time, by Redis' clock. It is longer than a slow step together
   * with a pause of the JVM.
   */
  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

  /** Seats that one step adds, or stored seats that it scans. Such a step takes Redis one or two milliseconds. */
  private static final int SEATS_PER_STEP = 200;

  private static final int MAX_MISFITS = 50;

  private static final Logger log = LoggerFactory.getLogger(PlanDraft.class);

  private final DraftOperations draft;

  private final PlanDocument document;

  private final SeatingPlan plan;

  PlanDraft(Partition partition, String venueId, PlanDocument document, SeatingPlan plan) {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    this.draft = new DraftOperations(partition, venueId, Generation.name(document.etag(), unique), TIME_TO_LIVE);
    this.document = document;
    this.plan = plan;
  }

  /**
   * Writes and publishes the draft.
   *
   * @return null if another writer was faster
   * @throws SeatsUnavailable if Redis did not answer in time
   */
  @Nullable
  Put write() {
    try {
      return switch (draft.begin(document.etag())) {
        case PRESENT -> new Put.Stored(document.etag(), false);
        case BUSY -> null;
        case DRAFT -> writeSteps();
      };
    } catch (DraftOvertaken overtaken) {
      // The draft still exists if only one of its steps was lost.
      discard();
      return null;
    } catch (RuntimeException failure) {
      discard();
      throw failure;
    }
  }

  private Put writeSteps() throws DraftOvertaken {
    attachAll();
    fillAll();
    Set<String> misfits = misfits();
    if (misfits.isEmpty()) {
      // The first scan came before sealing, so that a plan that did not fit from the start refuses no lock.
      draft.seal();
      misfits = misfits();
    }
    if (misfits.isEmpty()) {
      return new Put.Stored(document.etag(), draft.publish(plan.seats().size(), document.pieces().size()));
    }
    draft.discard();
    return new Put.InUse(List.copyOf(misfits));
  }

  private void attachAll() throws DraftOvertaken {
    for (int i = 0; i < document.pieces().size(); i++) {
      draft.attach(i, document.pieces().get(i));
    }
  }

  private void fillAll() throws DraftOvertaken {
    List<String> fields = plan.seats().stream().map(PlanSeat::field).toList();
    for (int from = 0; from < fields.size(); from += SEATS_PER_STEP) {
      draft.fill(from, fields.subList(from, Math.min(fields.size(), from + SEATS_PER_STEP)));
    }
  }

  /** The fields of seats that are held or sold but missing in the draft; only some of them if there are many. */
  private Set<String> misfits() throws DraftOvertaken {
    Set<String> fields = new LinkedHashSet<>();
    Misfits page = null;
    do {
      page = draft.misfits(page, SEATS_PER_STEP);
      page.fields().stream().limit(MAX_MISFITS - fields.size()).forEach(fields::add);
    } while (!page.isLast() && fields.size() < MAX_MISFITS);
    return fields;
  }

  /** Discards the draft. Otherwise the next writer would have to wait until it expires. */
  private void discard() {
    try {
      draft.discard();
    } catch (SeatsUnavailable away) {
      log.debug("The draft of a plan could not be discarded and will expire", away);
    }
  }
}
