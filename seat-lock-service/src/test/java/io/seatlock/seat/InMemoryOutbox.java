package io.seatlock.seat;

import io.seatlock.seat.Outcome.Conflict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The events of {@link InMemorySeats}, with the fields that the script writes into Redis' stream. */
final class InMemoryOutbox {

  private final List<Map<String, String>> events = new ArrayList<>();

  List<Map<String, String>> events() {
    return List.copyOf(events);
  }

  void locked(InMemorySeat seat) {
    InMemorySeat.Claim claim = seat.claim();
    change("locked", seat, claim.userId(), claim.lockedAt(), Map.of("expiresAt", millis(claim.deadline())));
  }

  void unlocked(InMemorySeat seat, String user, String reason, Instant at) {
    change("unlocked", seat, user, at, Map.of("reason", reason));
  }

  void finalized(InMemorySeat seat) {
    change("finalized", seat, seat.claim().userId(), Objects.requireNonNull(seat.claim().soldAt()), Map.of());
  }

  void refused(String kind, Request request, List<SeatId> asked, List<Conflict> conflicts, @Nullable SeatId orphan,
      Instant now) {
    String listed = conflicts.stream().map(conflict -> listed(asked.indexOf(conflict.seat()), conflict))
        .collect(Collectors.joining(",", "[", "]"));
    rejected(kind, asked.getFirst().toString(), request,
        orphan != null && conflicts.getFirst().code() == Refusal.ORPHAN_SEAT
            ? Map.of("conflicts", listed, "orphan", orphan.field())
            : Map.of("conflicts", listed),
        now);
  }

  void rejected(SeatCommand.Reject reject, Instant now) {
    String kind = reject.asked() == SeatCommand.Reject.Asked.LOCK ? "lock-rejected" : "finalize-rejected";
    rejected(kind, reject.key(), reject.request(),
        Map.of("field", reject.reason().field(), "advice", reject.reason().advice()), now);
  }

  private void change(String kind, InMemorySeat seat, String user, Instant at, Map<String, String> more) {
    add(more, Map.of("kind", kind, "seat", seat.id.toString(), "userId", user, "at", millis(at), "version",
        String.valueOf(seat.version())));
  }

  private void rejected(String kind, String key, Request request, Map<String, String> why, Instant now) {
    add(why, Map.of("kind", kind, "key", key, "id", request.id(), "body", request.body(), "at", millis(now)));
  }

  private void add(Map<String, String> some, Map<String, String> others) {
    Map<String, String> event = new HashMap<>(some);
    event.putAll(others);
    events.add(event);
  }

  /** As the script writes it: place of the seat in the command, code, deadline or 0. */
  private static String listed(int place, Conflict conflict) {
    Instant deadline = conflict.expiresAt();
    return "[" + place + ",\"" + conflict.code() + "\"," + (deadline == null ? "0" : millis(deadline)) + "]";
  }

  private static String millis(Instant instant) {
    return String.valueOf(instant.toEpochMilli());
  }
}
