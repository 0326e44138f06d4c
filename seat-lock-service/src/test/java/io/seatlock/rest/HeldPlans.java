package io.seatlock.rest;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.Plans;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.StoredPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Plans in memory, and the seats that are said to be taken. */
final class HeldPlans implements Plans {

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Held(StoredPlan plan, byte[] document) {}

  private final Map<String, Held> held = new ConcurrentHashMap<>();

  private final AtomicInteger puts = new AtomicInteger();

  /** Fields that no plan may drop. */
  final List<String> taken = new CopyOnWriteArrayList<>();

  /** Called before a plan is put. */
  volatile Runnable beforePut = () -> {};

  /** How often a whole plan was asked for. */
  final AtomicInteger finds = new AtomicInteger();

  @Override
  public @Nullable StoredPlan find(String venueId) {
    finds.incrementAndGet();
    Held plan = held.get(venueId);
    return plan == null ? null : plan.plan();
  }

  @Override
  public @Nullable String etag(String venueId) {
    Held plan = held.get(venueId);
    return plan == null ? null : plan.plan().etag();
  }

  @Override
  public Put put(String venueId, byte[] document, SeatingPlan plan) {
    beforePut.run();
    List<String> dropped = taken.stream().filter(field -> !plan.indexes().containsKey(field)).toList();
    if (!dropped.isEmpty()) {
      return new Put.InUse(dropped);
    }
    String etag = "e" + puts.incrementAndGet();
    return new Put.Stored(etag, held.put(venueId, new Held(new StoredPlan(etag, plan), document)) == null);
  }

  @Override
  public void delete(String venueId) {
    held.remove(venueId);
  }

  @Override
  public @Nullable Document document(String venueId) {
    Held plan = held.get(venueId);
    return plan == null ? null : new Document(plan.plan().etag(), gzip(plan.document()));
  }

  @Override
  public @Nullable Occupancy occupancy(String venueId) {
    Held plan = held.get(venueId);
    return plan == null ? null : new Occupancy(plan.plan().etag(), Instant.EPOCH, new byte[0]);
  }

  @Override
  public @Nullable Now now(String venueId) {
    Held plan = held.get(venueId);
    Occupancy occupancy = occupancy(venueId);
    return plan == null || occupancy == null ? null : new Now(plan.plan(), occupancy);
  }

  private static byte[] gzip(byte[] document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
