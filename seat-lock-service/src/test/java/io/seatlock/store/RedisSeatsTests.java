package io.seatlock.store;

import static io.seatlock.store.script.FakeScript.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.CommandFailed;
import io.seatlock.seat.Commands;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.store.script.FakeScript;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisSeatsTests {

  private static final SeatId A1 = Commands.seat("A", 1);

  private static final SeatId A2 = Commands.seat("A", 2);

  private final FakeScript script = new FakeScript();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private final RedisSeats seats = new RedisSeats(new Partitions(List.of(FakeScript.partition(0, 1, script))), meters);

  private final SeatCommand.Lock lock = Commands.lock("ann", Duration.ofSeconds(1), A1, A2);

  private void answerLocked(String lockId) {
    List<Object> seat = reply("LOCKED", 1L, "ann", lockId, 5L);
    script.answerAlways(_ -> reply("DONE", 1L, seat, seat));
  }

  @Test
  void grantsAreCountedBySeats() {
    answerLocked(lock.lockId());

    seats.perform(lock);

    assertThat(meters.counter("seat.lock.grants").count()).isEqualTo(2);
  }

  @Test
  void lockThatTheUserHadIsNoGrant() {
    answerLocked("an older one");

    seats.perform(lock);

    assertThat(meters.counter("seat.lock.grants").count()).isZero();
  }

  @Test
  void refusalIsCountedByItsGravestCode() {
    script.answerAlways(_ -> reply("REFUSED", 1L, reply(0L, "SEAT_LOCKED", 5L), reply(1L, "SEAT_FINALIZED", 0L)));

    seats.perform(lock);

    assertThat(meters.counter("seat.lock.refusals", "code", "SEAT_FINALIZED").count()).isEqualTo(1);
    assertThat(meters.find("seat.lock.refusals").counters()).filteredOn(counter -> counter.count() > 0).hasSize(1);
  }

  @Test
  void failureOfOneIsTheFailureOfAll() {
    script.answerAlways(command -> command.args().contains("bob") ? reply("ERROR", 1L, "no") : reply("DONE", 1L));
    SeatCommand bobs = Commands.unlock(Commands.by("bob"), A1);
    SeatCommand anns = Commands.unlock(Commands.by("ann"), A1);

    assertThatThrownBy(() -> Commands.performAll(seats, List.of(anns, bobs, anns))).isInstanceOf(CommandFailed.class);
    assertThat(script.sent).hasSize(3);
  }
}
