package io.seatlock.store.script;

import static io.seatlock.store.script.FakeScript.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.seat.Commands;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.store.outbox.OutboxEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplyTests {

  private static final SeatId A1 = Commands.seat("A", 1);

  private static final SeatId A2 = Commands.seat("A", 2);

  private static final Instant NOW = Instant.parse("2025-05-20T12:00:00.123Z");

  private static Outcome outcome(Object... values) {
    return new Reply(reply(values)).outcome(List.of(A1, A2));
  }

  @Test
  void doneTellsEachSeatInTheCommandsOrder() {
    Outcome outcome = outcome("DONE", NOW.toEpochMilli(), reply("LOCKED", 7L, "änn", "lock", NOW.toEpochMilli() + 1),
        reply("AVAILABLE", 0L, "", "", 0L));

    assertThat(outcome).isEqualTo(
        new Outcome.Done(NOW, List.of(new SeatState(A1, Status.LOCKED, "änn", "lock", NOW.plusMillis(1), 7),
            new SeatState(A2, Status.AVAILABLE, null, null, null, 0))));
  }

  @Test
  void doneMayTellOfNoSeat() {
    assertThat(outcome("DONE", 0L)).isEqualTo(new Outcome.Done(Instant.EPOCH, List.of()));
  }

  @Test
  void refusedTellsWhichSeatsByTheirPlace() {
    assertThat(outcome("REFUSED", NOW.toEpochMilli(), reply(1L, "SEAT_LOCKED", 5L), reply(0L, "NOT_LOCKED", 0L)))
        .isEqualTo(
            new Outcome.Refused(NOW, List.of(new Outcome.Conflict(A2, Refusal.SEAT_LOCKED, Instant.ofEpochMilli(5)),
                new Outcome.Conflict(A1, Refusal.NOT_LOCKED, null))));
  }

  @Test
  void unknownReplyIsABug() {
    assertThatThrownBy(() -> outcome("MAYBE", 0L)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nextStreamIdIsTheSmallestGreaterOne() {
    assertThat(OutboxEntry.read("1763832000000-0", Map.of()).nextId()).isEqualTo("1763832000000-1");
    assertThat(OutboxEntry.read("1-9", Map.of()).nextId()).isEqualTo("1-10");
  }
}
