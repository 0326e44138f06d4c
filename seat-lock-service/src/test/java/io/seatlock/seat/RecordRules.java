package io.seatlock.seat;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.group;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.request;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A command that came as a record is answered by exactly one record for each seat, or one rejection. */
interface RecordRules extends Stage {

  private Instant now() {
    return done(Commands.look(A1)).at();
  }

  private SeatCommand asked(String user, SeatId... seats) {
    return lock(user, LONG, request("r1", now()), group(seats));
  }

  private SeatCommand bought(String user, SeatId... seats) {
    return new SeatCommand.Finalize(group(seats), by(user), request("r2", now()));
  }

  @Test
  default void grantAnswersTheRecord() {
    done(asked("ann", A1, A2));

    assertThat(announced()).containsExactly("locked", "locked");
  }

  @Test
  default void repeatedRecordIsAnsweredByTheSameEventAgain() {
    done(asked("ann", A1, A2));
    done(asked("ann", A1, A2));

    assertThat(events().subList(2, 4)).isEqualTo(events().subList(0, 2));
  }

  @Test
  default void recordForAnExtendedLockIsAnsweredByItsPresentState() {
    done(asked("ann", A1));
    done(Commands.extend(by("ann"), LONG.multipliedBy(2), A1));
    done(asked("ann", A1));

    assertThat(events().get(2)).isEqualTo(events().get(1)).isNotEqualTo(events().get(0));
  }

  @Test
  default void refusedRecordIsAnsweredByOneRejectionThatNamesEverySeat() {
    SeatState held = locked("bob", A2);
    sold("cay", A3);
    SeatCommand ask = asked("ann", A1, A2, A3);

    Outcome outcome = seats().perform(ask);

    assertThat(events()).hasSize(4);
    assertThat(lastEvent()).isEqualTo(Map.of("kind", "lock-rejected", "key", "hall:A:1", "id", "r1",
        "body", "{\"requestId\":\"r1\"}", "at", String.valueOf(outcome.at().toEpochMilli()), "conflicts",
        "[[1,\"SEAT_LOCKED\"," + Stage.deadline(held) + "],[2,\"SEAT_FINALIZED\",0]]"));
  }

  @Test
  default void recordAtTheLimitIsRejected() {
    locked("ann", Commands.seat("F", 1), Commands.seat("F", 2), Commands.seat("F", 3), Commands.seat("F", 4));

    assertThat(refused(asked("ann", A1, A2))).hasSize(2);
    assertThat(lastEvent()).containsEntry("kind", "lock-rejected")
        .containsEntry("conflicts", "[[0,\"SEAT_LIMIT_REACHED\",0],[1,\"SEAT_LIMIT_REACHED\",0]]");
  }

  @Test
  default void recordOlderThanItsTimeoutIsNotExecuted() {
    Instant sentAt = now().minus(LONG).minusMillis(1);

    assertThat(refusal(lock("ann", LONG, request("r1", sentAt), group(A1)))).isEqualTo(Refusal.REQUEST_TOO_OLD);
    assertThat(announced()).containsExactly("lock-rejected");
    assertThat(lastEvent()).containsEntry("conflicts", "[[0,\"REQUEST_TOO_OLD\",0]]");
  }

  @Test
  default void recordAlmostAsOldAsItsTimeoutIsExecuted() {
    Instant sentAt = now().minus(LONG).plusSeconds(10);

    done(lock("ann", LONG, request("r1", sentAt), group(A1)));
  }

  @Test
  default void recordOfASenderWhoseClockIsAheadIsExecuted() {
    done(lock("ann", LONG, request("r1", now().plusSeconds(240)), group(A1)));
  }

  @Test
  default void oldRecordOfALockThatTheUserHasIsAnsweredAgain() {
    SeatState held = locked("ann", A1);

    assertThat(state(lock("ann", LONG, request("r1", now().minusSeconds(3600)), group(A1)))).isEqualTo(held);
    assertThat(announced()).containsExactly("locked", "locked");
  }

  @Test
  default void saleAnswersTheRecordAlsoWhenRepeated() {
    locked("ann", A1);
    done(bought("ann", A1));
    done(bought("ann", A1));

    assertThat(announced()).containsExactly("locked", "finalized", "finalized");
    assertThat(events().get(2)).isEqualTo(events().get(1));
  }

  @Test
  default void lateOrForeignSaleIsRejected() {
    locked("bob", A2);
    List<Outcome> outcomes = List.of(seats().perform(bought("ann", A1)), seats().perform(bought("ann", A2)));

    assertThat(events().subList(1, 3)).isEqualTo(List.of(
        Map.of("kind", "finalize-rejected", "key", "hall:A:1", "id", "r2", "body", "{\"requestId\":\"r2\"}",
            "at", String.valueOf(outcomes.get(0).at().toEpochMilli()), "conflicts", "[[0,\"NOT_LOCKED\",0]]"),
        Map.of("kind", "finalize-rejected", "key", "hall:A:2", "id", "r2", "body", "{\"requestId\":\"r2\"}",
            "at", String.valueOf(outcomes.get(1).at().toEpochMilli()), "conflicts", "[[0,\"NOT_THE_HOLDER\",0]]")));
  }

  @Test
  default void saleOlderThanTheLockIsNotExecuted() {
    Instant before = now().minusMillis(1);
    SeatState held = locked("ann", A1);

    SeatCommand old = new SeatCommand.Finalize(group(A1), by("ann"), request("r2", before));
    assertThat(refusal(old)).isEqualTo(Refusal.REQUEST_TOO_OLD);

    assertThat(now(A1)).isEqualTo(held);
    assertThat(announced()).containsExactly("locked", "finalize-rejected");
    assertThat(lastEvent()).containsEntry("conflicts", "[[0,\"REQUEST_TOO_OLD\",0]]");
  }

  @Test
  default void replayedSaleDoesNotSellTheNextLock() {
    locked("ann", A1);
    SeatCommand bought = bought("ann", A1);
    done(bought);
    done(Commands.release(by("ann"), A1));
    pass(SHORT);
    SeatState next = locked("ann", A1);

    assertThat(refusal(bought)).isEqualTo(Refusal.REQUEST_TOO_OLD);
    assertThat(now(A1)).isEqualTo(next);
  }

  @Test
  default void saleThatShowsTheLockIdMeansThisLockWhateverItsSendersClockSays() {
    SeatState held = locked("ann", A1);

    done(new SeatCommand.Finalize(group(A1), Commands.with(held.lockId()), request("r2", now().minusSeconds(60))));

    assertThat(announced()).containsExactly("locked", "finalized");
  }

  @Test
  default void replayedRequestDoesNotLockAgainWhatItsUserGaveBack() {
    SeatCommand asked = asked("ann", A1);
    done(asked);
    pass(SHORT);
    done(unlock(by("ann"), A1));

    assertThat(refusal(asked)).isEqualTo(Refusal.REQUEST_TOO_OLD);
    assertThat(now(A1).status()).isEqualTo(SeatState.Status.AVAILABLE);
  }

  @Test
  default void requestThatWaitedWhileAnotherHeldTheSeatIsExecuted() {
    SeatCommand asked = asked("ann", A1);
    locked("bob", A1);
    pass(SHORT);
    done(unlock(by("bob"), A1));

    done(asked);
  }

  @Test
  default void recordThatBrokeARuleIsAnsweredWithTheFieldAndTouchesNoSeat() {
    SeatCommand.Reject reject = new SeatCommand.Reject(SeatCommand.Reject.Asked.LOCK, "hall:A_:1",
        request("r3", Instant.EPOCH), new InvalidRequest("row", "is wrong"));

    Outcome.Done answered = done(reject);

    assertThat(answered.seats()).isEmpty();
    assertThat(events()).containsExactly(Map.of("kind", "lock-rejected", "key", "hall:A_:1", "id", "r3",
        "body", "{\"requestId\":\"r3\"}", "at", String.valueOf(answered.at().toEpochMilli()),
        "field", "row", "advice", "is wrong"));
  }

  @Test
  default void brokenSaleIsAnsweredAsASale() {
    done(new SeatCommand.Reject(SeatCommand.Reject.Asked.FINALIZE, "k", request("r4", Instant.EPOCH),
        new InvalidRequest("userId", "is missing")));

    assertThat(announced()).containsExactly("finalize-rejected");
  }

  @Test
  default void commandsThatCameOverRestAreNeverRejectedOnKafka() {
    locked("bob", A1);
    refused(lock("ann", LONG, A1));
    refused(Commands.sell(by("ann"), A1));
    refused(unlock(by("ann"), A1));

    assertThat(announced()).containsExactly("locked");
  }
}
