package io.seatlock.store.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.seatlock.plan.DamagedPlan;
import io.seatlock.plan.Occupancy;
import io.seatlock.plan.Plans;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.IdRules;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.PlanOperations;
import io.seatlock.store.script.PlanOperations.Bits;
import io.seatlock.store.script.PlanOperations.Piece;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The seating plans in Redis. */
final class RedisPlans implements Plans {

  /** Most seats of all cached plans together: about 100 MB. */
  private static final int MAX_CACHED_SEATS = 300_000;

  /** How long to wait for another writer. Longer than the time after which an abandoned draft expires. */
  private static final Duration MAX_WAIT_FOR_WRITER = Duration.ofSeconds(20);

  private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

  /** Most attempts to read a plan that is replaced while it is read. */
  private static final int MAX_READS = 5;

  private final Partitions partitions;

  private final Function<byte[], SeatingPlan> reader;

  /** The parsed plans by etag, because the shows of a house have the same plan. */
  private final Cache<String, StoredPlan> parsed = Caffeine.newBuilder().maximumWeight(MAX_CACHED_SEATS)
      .<String, StoredPlan>weigher((_, stored) -> 1 + stored.plan().seats().size()).build();

  /**
   * The compressed documents by etag, so that all slow downloads of a document share one copy. Removed when memory gets
   * short.
   */
  private final Cache<String, byte[]> documents = Caffeine.newBuilder().softValues().build();

  /** @param reader parses a stored document */
  RedisPlans(Partitions partitions, Function<byte[], SeatingPlan> reader) {
    this.partitions = partitions;
    this.reader = reader;
  }

  @Override
  public @Nullable StoredPlan find(String venueId) {
    String venue = IdRules.id("venueId", venueId);
    return read(venue, generation -> cached(venue, generation));
  }

  @SuppressWarnings("NullAway") // a null is not cached, but returned to the caller
  private @Nullable StoredPlan cached(String venue, String generation) {
    return parsed.get(Generation.etag(generation), etag -> parse(venue, generation, etag));
  }

  @Override
  public @Nullable String etag(String venueId) {
    String venue = IdRules.id("venueId", venueId);
    String generation = operations(venue).generation(venue);
    return generation.isEmpty() ? null : Generation.etag(generation);
  }

  private @Nullable StoredPlan parse(String venue, String generation, String etag) {
    byte[] gzip = fetchGzip(venue, generation);
    return gzip == null ? null : new StoredPlan(etag, reader.apply(PlanDocument.decompressed(gzip)));
  }

  @Override
  public Put put(String venueId, byte[] document, SeatingPlan plan) {
    String venue = IdRules.id("venueId", venueId);
    PlanDocument packed = PlanDocument.of(document);
    long since = System.nanoTime();
    Put put = new PlanDraft(partitions.of(venue), venue, packed, plan).write();
    while (put == null) {
      if (System.nanoTime() - since > MAX_WAIT_FOR_WRITER.toNanos()) {
        throw new SeatsUnavailable("Other requests are storing a plan of venue " + venue + "; ask again later", null);
      }
      pause();
      put = new PlanDraft(partitions.of(venue), venue, packed, plan).write();
    }
    if (put instanceof Put.Stored) {
      parsed.put(packed.etag(), new StoredPlan(packed.etag(), plan));
    }
    return put;
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SeatsUnavailable("Interrupted while waiting for another plan", e);
    }
  }

  @Override
  public void delete(String venueId) {
    String venue = IdRules.id("venueId", venueId);
    operations(venue).discard(venue);
  }

  @Override
  public @Nullable Document document(String venueId) {
    String venue = IdRules.id("venueId", venueId);
    return read(venue, generation -> {
      byte[] gzip = gzip(venue, generation);
      return gzip == null ? null : new Document(Generation.etag(generation), gzip);
    });
  }

  @Override
  public @Nullable Occupancy occupancy(String venueId) {
    String venue = IdRules.id("venueId", venueId);
    Bits found = operations(venue).occupancy(venue);
    return found.generation().isEmpty() ? null : occupancy(found);
  }

  private static Occupancy occupancy(Bits found) {
    return new Occupancy(Generation.etag(found.generation()), found.at(), found.bits());
  }

  @Override
  public @Nullable Now now(String venueId) {
    String venue = IdRules.id("venueId", venueId);
    for (int i = 0; i < MAX_READS; i++) {
      Bits found = operations(venue).occupancy(venue);
      if (found.generation().isEmpty()) {
        return null;
      }
      StoredPlan stored = cached(venue, found.generation());
      if (stored != null) {
        return new Now(stored, occupancy(found));
      }
    }
    throw replacedAgain(venue);
  }

  /**
   * Reads from the present plan of a venue, again if the plan is replaced meanwhile.
   *
   * @param reading reads from a generation; returns null if the plan was replaced meanwhile
   * @return null if the venue has no plan
   */
  private <T> @Nullable T read(String venue, Function<String, @Nullable T> reading) {
    for (int i = 0; i < MAX_READS; i++) {
      String generation = operations(venue).generation(venue);
      if (generation.isEmpty()) {
        return null;
      }
      T read = reading.apply(generation);
      if (read != null) {
        return read;
      }
    }
    throw replacedAgain(venue);
  }

  private static SeatsUnavailable replacedAgain(String venue) {
    return new SeatsUnavailable("The plan of venue " + venue + " was replaced again and again while it was read", null);
  }

  @SuppressWarnings("NullAway") // a null is not cached, but returned to the caller
  private byte @Nullable [] gzip(String venue, String generation) {
    return documents.get(Generation.etag(generation), _ -> fetchGzip(venue, generation));
  }

  private byte @Nullable [] fetchGzip(String venue, String generation) {
    List<String> pieces = new ArrayList<>();
    int count;
    do {
      Piece piece = operations(venue).document(venue, generation, pieces.size());
      count = piece.pieces();
      if (count == 0) {
        return null;
      }
      if (piece.text().isEmpty()) {
        throw new DamagedPlan();
      }
      pieces.add(piece.text());
    } while (pieces.size() < count);
    return PlanDocument.joined(pieces);
  }

  private PlanOperations operations(String venue) {
    return new PlanOperations(partitions.of(venue));
  }
}
