package io.seatlock.live;

import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.TakenSeats.Page;
import io.seatlock.seat.TakenSeats.Taken;
import io.seatlock.seat.Times;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer about all seats of a venue that are not available, collected page by page. What identifies it, and the counts,
 * are known only at the end, so the list waits for that as compressed JSON, about 15 bytes a seat.
 */
final class SeatList implements Consumer<Page> {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Odd, so that multiplying by it loses nothing; the rest is chance (2^64 divided by the golden ratio). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final String venueId;

  private final @Nullable StoredPlan plan;

  private final Filter filter;

  private final boolean withDeadlines;

  private final SeatCounts counts;

  private final Set<String> seen = new HashSet<>();

  private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();

  private final JsonGenerator list;

  /** A sum, since the seats come in no order. */
  private long hash;

  private @Nullable Instant begin;

  private Instant now = Instant.EPOCH;

  /**
   * @param section index in the plan; null for all
   * @param status null for both
   */
  record Filter(@Nullable Integer section, @Nullable Status status) {

    boolean takes(@Nullable PlanSeat seat, Status is) {
      return (status == null || status == is) && (section == null || (seat != null && seat.section() == section));
    }
  }

  /** @param withDeadlines whether the caller may know when others' locks end */
  SeatList(String venueId, @Nullable StoredPlan plan, Filter filter, boolean withDeadlines) {
    this.venueId = venueId;
    this.plan = plan;
    this.filter = filter;
    this.withDeadlines = withDeadlines;
    counts = new SeatCounts(plan == null ? null : plan.plan());
    list = JSON.createGenerator(new DeflaterOutputStream(compressed, new Deflater(Deflater.BEST_SPEED)));
    list.writeStartArray();
  }

  @Override
  public void accept(Page page) {
    begin = begin == null ? page.at() : begin;
    now = page.at();
    for (Taken taken : page.seats()) {
      SeatId id = taken.seat();
      if (seen.add(id.row() + '_' + id.seat())) {
        take(taken, planSeat(id));
      }
    }
  }

  private @Nullable PlanSeat planSeat(SeatId id) {
    int index = plan == null ? -1 : plan.plan().indexOf(id.row(), id.seat());
    return plan == null || index < 0 ? null : plan.plan().seats().get(index);
  }

  private void take(Taken taken, @Nullable PlanSeat seat) {
    counts.take(seat, taken.status());
    if (!filter.takes(seat, taken.status())) {
      return;
    }
    hash += mixed(mixed(taken.seat().hashCode() * SPREAD + taken.version()) + Occupancy.of(taken.status()));
    list.writeStartObject();
    list.writeStringProperty("row", taken.seat().row());
    list.writeStringProperty("seat", taken.seat().seat());
    list.writeStringProperty("status", taken.status().name());
    if (withDeadlines && taken.expiresAt() != null) {
      list.writeStringProperty("expiresAt", Times.text(taken.expiresAt()));
    }
    list.writeNumberProperty("version", taken.version());
    list.writeEndObject();
  }

  private static long mixed(long bits) {
    long spread = (bits ^ bits >>> 32) * SPREAD;
    return spread ^ spread >>> 29;
  }

  /** The same as long as the same is shown: weak, since {@code now} and {@code seq} go on. */
  String etag() {
    long whole = mixed(hash + mixed(counts.asMap().hashCode() + (withDeadlines ? 1 : 0))
        + mixed((plan == null ? "" : plan.etag()).hashCode() * SPREAD + filter.hashCode()));
    return "W/\"" + Long.toHexString(whole) + '"';
  }

  /** Call it once. */
  void writeTo(OutputStream out) throws IOException {
    list.writeEndArray();
    list.close();
    out.write(head());
    try (InflaterInputStream seats = new InflaterInputStream(new ByteArrayInputStream(compressed.toByteArray()))) {
      seats.transferTo(out);
    }
    out.write('}');
  }

  private byte[] head() {
    String ofPlan = plan == null ? "" : ",\"plan\":\"" + plan.etag() + '"';
    return ("{\"venueId\":\"" + venueId + "\",\"seq\":" + seq(begin == null ? now : begin) + ",\"now\":\""
        + Times.text(now) + '"' + ofPlan + ",\"counts\":" + JSON.writeValueAsString(counts.asMap()) + ",\"seats\":")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** All changes up to this version were there at a time, in µs. */
  static long seq(Instant began) {
    return began.toEpochMilli() * 1000;
  }
}
