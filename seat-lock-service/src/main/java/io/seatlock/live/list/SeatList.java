package io.seatlock.live.list;

import io.seatlock.live.picture.SeatCounts;
import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.TakenSeats.Page;
import io.seatlock.seat.TakenSeats.Taken;
import io.seatlock.seat.Times;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of all seats of a venue that are not available, collected page by page, because its ETag and counts are
 * known only at the end. Each seat of the plan takes 17 bytes; a seat that is not in the plan also takes the memory of
 * its name. The place of a seat is its index in the plan, or a number after the plan's seats.
 */
final class SeatList implements Consumer<Page> {

  private static final JsonMapper JSON = JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  /** A multiplier for mixing bits: 2^64 divided by the golden ratio. Odd, so that the multiplication is reversible. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int BYTES_PER_PLACE = 17;

  /** The additional memory of a seat that is not in the plan, in bytes. */
  private static final int BYTES_PER_NAME = 150;

  private final String venueId;

  private final @Nullable StoredPlan plan;

  private final Filter filter;

  private final boolean withDeadlines;

  /** The seats that are not in the plan, by {@code <row>_<seat>}, with their places. */
  private final Map<String, Integer> others = new HashMap<>();

  /** The states of the seats, by place; the two other arrays are by place, too. */
  private byte[] states;

  private long[] versions;

  /** Deadlines in ms since the epoch, by Redis' clock; 0 if there is none. */
  private long[] deadlines;

  private @Nullable Instant begin;

  private Instant now = Instant.EPOCH;

  /**
   * @param section the index of the section in the plan; null for all
   * @param status the status; null for both
   */
  record Filter(@Nullable Integer section, @Nullable Status status) {

    /** Equal for equal filters in every JVM, unlike {@link #hashCode}, since that of an enum differs. */
    int digest() {
      return (section == null ? 0 : section + 1) * 31 + (status == null ? 0 : status.name().hashCode());
    }

    boolean takes(@Nullable PlanSeat seat, Status is) {
      return (status == null || status == is) && (section == null || (seat != null && seat.section() == section));
    }
  }

  /** Visits the seats of the list. */
  private interface SeatVisitor {

    void seat(String row, String number, int place);
  }

  /** @param withDeadlines whether the list contains the deadlines of locks, which not every caller may know */
  SeatList(String venueId, @Nullable StoredPlan plan, Filter filter, boolean withDeadlines) {
    this.venueId = venueId;
    this.plan = plan;
    this.filter = filter;
    this.withDeadlines = withDeadlines;
    int size = planned();
    states = new byte[size];
    versions = new long[size];
    deadlines = new long[size];
  }

  private int planned() {
    return plan == null ? 0 : plan.plan().seats().size();
  }

  /** Adds a page. If a seat is in two pages, the greater version decides. */
  @Override
  public void accept(Page page) {
    begin = begin == null ? page.at() : begin;
    now = page.at();
    for (Taken taken : page.seats()) {
      int place = place(taken.seat());
      if (states[place] == Occupancy.AVAILABLE || taken.version() > versions[place]) {
        states[place] = (byte) Occupancy.of(taken.status());
        versions[place] = taken.version();
        deadlines[place] = taken.expiresAt() == null ? 0 : taken.expiresAt().toEpochMilli();
      }
    }
  }

  /** The memory that the list takes, in bytes, roughly. */
  long bytes() {
    return (long) BYTES_PER_PLACE * states.length + (long) BYTES_PER_NAME * others.size();
  }

  private int place(SeatId id) {
    int index = plan == null ? -1 : plan.plan().indexOf(id.row(), id.seat());
    if (index >= 0) {
      return index;
    }
    int place = others.computeIfAbsent(SeatId.field(id.row(), id.seat()), _ -> planned() + others.size());
    if (place >= states.length) {
      int size = Math.max(64, states.length * 3 / 2);
      states = Arrays.copyOf(states, size);
      versions = Arrays.copyOf(versions, size);
      deadlines = Arrays.copyOf(deadlines, size);
    }
    return place;
  }

  private SeatCounts counts() {
    SeatCounts counts = new SeatCounts(plan == null ? null : plan.plan());
    for (int i = 0; i < planned() + others.size(); i++) {
      if (states[i] != Occupancy.AVAILABLE) {
        counts.take(planSeat(i), Occupancy.status(states[i]));
      }
    }
    return counts;
  }

  private @Nullable PlanSeat planSeat(int place) {
    return plan == null || place >= planned() ? null : plan.plan().seats().get(place);
  }

  private void forEach(SeatVisitor each) {
    for (int i = 0; i < planned(); i++) {
      PlanSeat seat = planSeat(i);
      if (seat != null && states[i] != Occupancy.AVAILABLE && filter.takes(seat, Occupancy.status(states[i]))) {
        each.seat(seat.row(), seat.seat(), i);
      }
    }
    others.forEach((field, place) -> {
      if (filter.takes(null, Occupancy.status(states[place]))) {
        int end = field.indexOf('_');
        each.seat(field.substring(0, end), field.substring(end + 1), place);
      }
    });
  }

  private static long mixed(long bits) {
    long spread = (bits ^ bits >>> 32) * SPREAD;
    return spread ^ spread >>> 29;
  }

  /** A weak ETag, equal for equal seats and counts: {@code now} and {@code seq} may differ. */
  String etag() {
    // A sum, since the seats that are not in the plan are in no particular order.
    long[] sum = new long[1];
    forEach((row, seat, place) -> sum[0] += mixed(
        mixed((row.hashCode() * 31L + seat.hashCode()) * SPREAD + versions[place]) + states[place]));
    long whole = mixed(sum[0] + mixed(counts().asMap().hashCode() + (withDeadlines ? 1 : 0))
        + mixed((plan == null ? "" : plan.etag()).hashCode() * SPREAD + filter.digest()));
    return "W/\"" + Long.toHexString(whole) + '"';
  }

  /** @throws IOException if the caller has disconnected */
  void writeTo(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("venueId", venueId);
      json.writeNumberProperty("seq", seq(begin == null ? now : begin));
      json.writeStringProperty("now", Times.text(now));
      if (plan != null) {
        json.writeStringProperty("plan", plan.etag());
      }
      json.writePOJOProperty("counts", counts().asMap());
      json.writeArrayPropertyStart("seats");
      forEach((row, seat, place) -> write(json, row, seat, place));
      json.writeEndArray();
      json.writeEndObject();
    } catch (JacksonIOException gone) {
      throw gone.getCause();
    }
  }

  private void write(JsonGenerator json, String row, String seat, int place) {
    json.writeStartObject();
    json.writeStringProperty("row", row);
    json.writeStringProperty("seat", seat);
    json.writeStringProperty("status", Occupancy.status(states[place]).name());
    if (withDeadlines && deadlines[place] != 0) {
      json.writeStringProperty("expiresAt", Times.text(Instant.ofEpochMilli(deadlines[place])));
    }
    json.writeNumberProperty("version", versions[place]);
    json.writeEndObject();
  }

  /** The {@code seq} of a read: every change with a version up to it, in µs, was made before the read began. */
  static long seq(Instant began) {
    return began.toEpochMilli() * 1000;
  }
}
