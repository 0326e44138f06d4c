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
 * The answer about all seats of a venue that are not available, collected page by page. What identifies it, and the counts,
 * are known only at the end. Until then each seat of the plan takes 17 bytes; one that is not in the plan takes its name,
 * too.
 */
final class SeatList implements Consumer<Page> {

  private static final JsonMapper JSON = JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private static final Status[] STATES = Status.values();

  /** Odd, so that multiplying by it loses nothing; the rest is chance (2^64 divided by the golden ratio). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int BYTES_PER_PLACE = 17;

  /** Of a seat that is not in the plan. */
  private static final int BYTES_PER_NAME = 150;

  private final String venueId;

  private final @Nullable StoredPlan plan;

  private final Filter filter;

  private final boolean withDeadlines;

  /** Seats that are not in the plan: row and number, and their places behind it. */
  private final Map<String, Integer> others = new HashMap<>();

  /** By place, as all of them. */
  private byte[] states;

  private long[] versions;

  /** In ms; 0 if there is none. */
  private long[] deadlines;

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

  /** What is done with each seat of the list. */
  private interface Each {

    void seat(String row, String number, int place);
  }

  /** @param withDeadlines whether the caller may know when others' locks end */
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

  /** A seat that comes twice is as its greater version says. */
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

  /** In memory. */
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
        counts.take(planSeat(i), STATES[states[i]]);
      }
    }
    return counts;
  }

  private @Nullable PlanSeat planSeat(int place) {
    return plan == null || place >= planned() ? null : plan.plan().seats().get(place);
  }

  private void forEach(Each each) {
    for (int i = 0; i < planned(); i++) {
      PlanSeat seat = planSeat(i);
      if (seat != null && states[i] != Occupancy.AVAILABLE && filter.takes(seat, STATES[states[i]])) {
        each.seat(seat.row(), seat.seat(), i);
      }
    }
    others.forEach((field, place) -> {
      if (filter.takes(null, STATES[states[place]])) {
        int end = field.indexOf('_');
        each.seat(field.substring(0, end), field.substring(end + 1), place);
      }
    });
  }

  private static long mixed(long bits) {
    long spread = (bits ^ bits >>> 32) * SPREAD;
    return spread ^ spread >>> 29;
  }

  /** The same as long as the same is shown: weak, since {@code now} and {@code seq} go on. */
  String etag() {
    // A sum, since the seats that are not in the plan come in no order.
    long[] sum = new long[1];
    forEach((row, seat, place) -> sum[0] += mixed(
        mixed((row.hashCode() * 31L + seat.hashCode()) * SPREAD + versions[place]) + states[place]));
    long whole = mixed(sum[0] + mixed(counts().asMap().hashCode() + (withDeadlines ? 1 : 0))
        + mixed((plan == null ? "" : plan.etag()).hashCode() * SPREAD + filter.hashCode()));
    return "W/\"" + Long.toHexString(whole) + '"';
  }

  /** @throws IOException if the caller has gone */
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
    json.writeStringProperty("status", STATES[states[place]].name());
    if (withDeadlines && deadlines[place] != 0) {
      json.writeStringProperty("expiresAt", Times.text(Instant.ofEpochMilli(deadlines[place])));
    }
    json.writeNumberProperty("version", versions[place]);
    json.writeEndObject();
  }

  /** All changes up to this version were there at a time, in µs. */
  static long seq(Instant began) {
    return began.toEpochMilli() * 1000;
  }
}
