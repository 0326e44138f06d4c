package io.seatlock.seat;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.group;
import static io.seatlock.seat.Commands.lock;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kafka may deliver a record again; with its position it is recognized and answered once. */
interface RepeatedRecordRules extends Stage {

  private Instant now() {
    return done(Commands.look(A1)).at();
  }

  private static Request numbered(long number, long firstUnanswered, Instant sentAt) {
    return new Request("r" + number, sentAt, "{}", new Request.Position("group/topic/0", number, firstUnanswered));
  }

  @Test
  default void deliveredAgainItIsNotAnsweredAgain() {
    Instant sentAt = now();
    List<SeatCommand> commands = List.of(lock("ann", LONG, numbered(3, 3, sentAt), group(A1)),
        lock("bob", LONG, numbered(4, 3, sentAt), group(A1)),
        new SeatCommand.Finalize(group(A1), by("ann"), numbered(5, 3, sentAt.plusSeconds(1))),
        new SeatCommand.Reject(SeatCommand.Reject.Asked.LOCK, "hall:A:1", numbered(6, 3, sentAt),
            new InvalidRequest("row", "is wrong")));
    commands.forEach(command -> seats().perform(command));
    long answers = announced().count();
    done(Commands.release(by("ann"), A1));

    assertThat(commands).allSatisfy(
        command -> assertThat(seats().perform(command)).isInstanceOf(Outcome.Answered.class));
    assertThat(announced()).hasSize((int) answers + 1);
  }

  @Test
  default void whatCanNotComeAgainIsForgotten() {
    seats().perform(lock("ann", LONG, numbered(3, 3, now()), group(A1)));
    seats().perform(lock("ann", LONG, numbered(4, 4, now()), group(A2)));

    assertThat(seats().perform(lock("ann", LONG, numbered(3, 3, now()), group(A1)))).isInstanceOf(Outcome.Done.class);
    assertThat(seats().perform(lock("ann", LONG, numbered(4, 4, now()), group(A2))))
        .isInstanceOf(Outcome.Answered.class);
  }

  @Test
  default void anotherReaderDecidesForItself() {
    Request other = new Request("r3", now(), "{}", new Request.Position("other/topic/0", 3, 3));
    seats().perform(lock("ann", LONG, numbered(3, 3, now()), group(A1)));

    assertThat(seats().perform(lock("ann", LONG, other, group(A1)))).isInstanceOf(Outcome.Done.class);
  }
}
