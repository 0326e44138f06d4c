package io.seatlock.requests;

import static io.seatlock.requests.Taken.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.seat.CommandFailed;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PendingRequestsTests {

  private final Taken taken = new Taken();

  private final FakeSeats seats = taken.seats;

  private final PendingRequests pending = taken.pending;

  @Test
  void whatIsAnsweredIsCommittable() {
    taken.take("pp:1", "pp:2");

    assertThat(pending.committable()).isEqualTo(Map.of(P0, 2L));
    pending.committed(P0, 2);
    assertThat(pending.committable()).isEmpty();
  }

  @Test
  void onlyTheVenueThatIsOutOfReachWaits() {
    seats.takeAway("away");
    taken.take("here:1", "away:1", "here:2", "away:2", "here:3");
    seats.submitted();
    taken.take("away:3", "here:4");

    assertThat(seats.submitted()).containsExactly("6");
    assertThat(pending.waiting()).isEqualTo(3);
    assertThat(pending.reasonToWait()).hasMessage("away");
    assertThat(pending.committable()).isEqualTo(Map.of(P0, 1L));
  }

  @Test
  void theFirstTriesAndTheOthersFollowInTheirOrder() {
    seats.takeAway("away");
    taken.take("away:1", "away:2", "away:3");
    taken.take("away:4");
    seats.submitted();
    seats.bringBack("away");

    taken.pass(Duration.ofMillis(499));
    assertThat(seats.submitted()).isEmpty();
    taken.pass(Duration.ofMillis(1));
    pending.settle();
    assertThat(seats.submitted()).hasSize(4).isSorted();
    pending.settle();
    assertThat(pending.waiting()).isZero();
    assertThat(pending.reasonToWait()).isNull();
    assertThat(pending.committable()).isEqualTo(Map.of(P0, 4L));
  }

  @Test
  void placeThatStaysAwayIsTriedEverMoreRarely() {
    seats.takeAway("away");
    taken.take("away:1", "away:2");
    seats.submitted();

    List<Long> tries = new ArrayList<>();
    for (int tenth = 1; tenth < 300; tenth++) {
      taken.pass(Duration.ofMillis(100));
      if (!seats.submitted().isEmpty()) {
        tries.add(taken.now / 1_000_000);
      }
    }
    assertThat(tries).startsWith(500L).hasSizeBetween(7, 9);
    assertThat(tries.getLast() - tries.get(tries.size() - 2)).isBetween(5000L, 5100L);
  }

  @Test
  void requestThatAloneIsOutOfReachHoldsUpOnlyThoseOfItsSeat() {
    seats.takeAway("0");
    taken.take("pp:1", "pp:2", "pp:1");
    for (int tenth = 0; tenth < 100; tenth++) {
      taken.take("pp:" + (3 + tenth));
      taken.pass(Duration.ofMillis(100));
    }

    assertThat(pending.waiting()).isLessThan(30);
    assertThat(pending.committable()).as("nothing is committed past it").isEmpty();
    seats.bringBack("0");
    taken.pass(Duration.ofSeconds(5));
    taken.pass(Duration.ofSeconds(5));
    assertThat(pending.committable()).isEqualTo(Map.of(P0, 103L));
  }

  @Test
  void requestThatCannotSucceedIsGivenUpAndTheOthersAreAnswered() {
    seats.fail("1", new CommandFailed("damaged"));
    seats.answer("2", () -> {
      throw new IllegalStateException("a bug");
    });
    taken.take("pp:1", "pp:2", "pp:3", "pp:4");
    pending.settle();

    assertThat(taken.givenUp).containsExactly("1 CommandFailed: damaged", "2 IllegalStateException: a bug");
    assertThat(seats.submitted()).containsExactly("0", "1", "2", "3");
    assertThat(pending.committable()).isEqualTo(Map.of(P0, 4L));
  }

  @Test
  void deadLetterThatCannotBeWrittenYetHoldsUpNoRequest() {
    seats.fail("pp", new CommandFailed("damaged"));
    taken.deadLetter = CompletableFuture.failedFuture(new DeadLetterDelayed("not yet", null));
    taken.take("pp:1");
    seats.bringBack("pp");
    taken.take("pp:2", "pp:3");
    assertThat(seats.submitted()).containsExactly("0", "1", "2");
    assertThat(pending.committable()).isEmpty();

    taken.deadLetter = CompletableFuture.completedFuture(null);
    taken.pass(Duration.ofMillis(500));
    pending.settle();
    assertThat(pending.committable()).isEqualTo(Map.of(P0, 3L));
  }

  @Test
  void slowAnswerHoldsUpOnlyTheCommit() {
    CompletableFuture<Outcome> slow = new CompletableFuture<>();
    seats.answer("1", () -> slow);
    taken.take("pp:1", "pp:2", "pp:3");
    assertThat(pending.committable()).isEqualTo(Map.of(P0, 1L));
    assertThat(pending.isUnderWay()).isTrue();

    slow.complete(new Outcome.Answered(Instant.EPOCH));
    pending.settle();
    assertThat(pending.committable()).isEqualTo(Map.of(P0, 3L));
    assertThat(pending.isUnderWay()).isFalse();
  }

  /** What is not committed may be delivered again, also if it is answered. */
  @Test
  void firstUnansweredIsTheLastThatWasCommitted() {
    taken.take("pp:1", "pp:2");
    taken.take("pp:3");
    pending.committed(P0, 2);
    taken.take("pp:4");

    assertThat(taken.positions).containsExactly(position(0, 0), position(1, 0), position(2, 0), position(3, 2));
  }

  @Test
  void offsetsThatAreLeftOutAreCommitted() {
    taken.take("pp:1");
    pending.advance(P0, 7);
    assertThat(pending.committable()).isEqualTo(Map.of(P0, 7L));
  }

  @Test
  void offsetsThatGoBackEndTheSession() {
    taken.take("pp:1", "pp:2");
    taken.offset = 1;
    assertThatThrownBy(() -> taken.take("pp:2")).isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("went back");
  }

  @Test
  void partitionThatIsTakenAwayTakesItsRequestsAlong() {
    CompletableFuture<Outcome> slow = new CompletableFuture<>();
    seats.answer("0", () -> slow);
    seats.takeAway("away");
    taken.take("pp:1", "away:1", "away:2");
    pending.forget(List.of(P0));

    assertThat(pending.waiting()).isZero();
    assertThat(pending.isUnderWay()).isFalse();
    seats.submitted();
    slow.complete(new Outcome.Answered(Instant.EPOCH));
    taken.pass(Duration.ofSeconds(10));
    assertThat(seats.submitted()).isEmpty();
    pending.committed(P0, 1);
    assertThat(pending.committable()).isEmpty();
  }

  private static Request.Position position(long number, long firstUnanswered) {
    return new Request.Position("source", number, firstUnanswered);
  }
}
