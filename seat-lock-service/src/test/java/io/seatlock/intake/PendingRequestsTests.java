package io.seatlock.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.seat.CommandFailed;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Request;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatCommand.Reject.Asked;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests are named by the last part of their id, the offset. Their key is {@code venue:seat}. */
class PendingRequestsTests {

  private static final String TOPIC = "seat.lock.requested";

  private static final TopicPartition P0 = new TopicPartition(TOPIC, 0);

  private final FakeSeats seats = new FakeSeats();

  private final List<Request.Position> positions = new ArrayList<>();

  private final List<String> givenUp = new ArrayList<>();

  private CompletableFuture<?> deadLetter = CompletableFuture.completedFuture(null);

  private long now;

  private final PendingRequests pending = new PendingRequests(new Work(), () -> now);

  private long offset;

  @BeforeEach
  void assign() {
    pending.assigned(P0, "source", 0);
  }

  @Test
  void whatIsAnsweredIsCommittable() {
    take("pp:1", "pp:2");

    assertThat(pending.committable()).isEqualTo(Map.of(P0, 2L));
    pending.committed(P0, 2);
    assertThat(pending.committable()).isEmpty();
  }

  @Test
  void onlyTheVenueThatIsOutOfReachWaits() {
    seats.takeAway("away");
    take("here:1", "away:1", "here:2", "away:2", "here:3");
    seats.submitted();
    take("away:3", "here:4");

    assertThat(seats.submitted()).containsExactly("6");
    assertThat(pending.waiting()).isEqualTo(3);
    assertThat(pending.reasonToWait()).hasMessage("away");
    assertThat(pending.committable()).isEqualTo(Map.of(P0, 1L));
  }

  @Test
  void theFirstTriesAndTheOthersFollowInTheirOrder() {
    seats.takeAway("away");
    take("away:1", "away:2", "away:3");
    take("away:4");
    seats.submitted();
    seats.bringBack("away");

    pass(Duration.ofMillis(499));
    assertThat(seats.submitted()).isEmpty();
    pass(Duration.ofMillis(1));
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
    take("away:1", "away:2");
    seats.submitted();

    List<Long> tries = new ArrayList<>();
    for (int tenth = 1; tenth < 300; tenth++) {
      pass(Duration.ofMillis(100));
      if (!seats.submitted().isEmpty()) {
        tries.add(now / 1_000_000);
      }
    }
    assertThat(tries).startsWith(500L).hasSizeBetween(7, 9);
    assertThat(tries.getLast() - tries.get(tries.size() - 2)).isBetween(5000L, 5100L);
  }

  @Test
  void requestThatAloneIsOutOfReachHoldsUpOnlyThoseOfItsSeat() {
    seats.takeAway("0");
    take("pp:1", "pp:2", "pp:1");
    for (int tenth = 0; tenth < 100; tenth++) {
      take("pp:" + (3 + tenth));
      pass(Duration.ofMillis(100));
    }

    assertThat(pending.waiting()).isLessThan(30);
    assertThat(pending.committable()).as("nothing is committed past it").isEmpty();
    seats.bringBack("0");
    pass(Duration.ofSeconds(5));
    pass(Duration.ofSeconds(5));
    assertThat(pending.committable()).isEqualTo(Map.of(P0, 103L));
  }

  @Test
  void requestThatCannotSucceedIsGivenUpAndTheOthersAreAnswered() {
    seats.fail("1", new CommandFailed("damaged"));
    seats.answer("2", () -> {
      throw new IllegalStateException("a bug");
    });
    take("pp:1", "pp:2", "pp:3", "pp:4");
    pending.settle();

    assertThat(givenUp).containsExactly("1 CommandFailed: damaged", "2 IllegalStateException: a bug");
    assertThat(seats.submitted()).containsExactly("0", "1", "2", "3");
    assertThat(pending.committable()).isEqualTo(Map.of(P0, 4L));
  }

  @Test
  void deadLetterThatCannotBeWrittenYetHoldsUpNoRequest() {
    seats.fail("pp", new CommandFailed("damaged"));
    deadLetter = CompletableFuture.failedFuture(new DeadLetterDelayed("not yet", null));
    take("pp:1");
    seats.bringBack("pp");
    take("pp:2", "pp:3");
    assertThat(seats.submitted()).containsExactly("0", "1", "2");
    assertThat(pending.committable()).isEmpty();

    deadLetter = CompletableFuture.completedFuture(null);
    pass(Duration.ofMillis(500));
    pending.settle();
    assertThat(pending.committable()).isEqualTo(Map.of(P0, 3L));
  }

  @Test
  void slowAnswerHoldsUpOnlyTheCommit() {
    CompletableFuture<Outcome> slow = new CompletableFuture<>();
    seats.answer("1", () -> slow);
    take("pp:1", "pp:2", "pp:3");
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
    take("pp:1", "pp:2");
    take("pp:3");
    pending.committed(P0, 2);
    take("pp:4");

    assertThat(positions).containsExactly(position(0, 0), position(1, 0), position(2, 0), position(3, 2));
  }

  @Test
  void offsetsThatAreLeftOutAreCommitted() {
    take("pp:1");
    pending.advance(P0, 7);
    assertThat(pending.committable()).isEqualTo(Map.of(P0, 7L));
  }

  @Test
  void offsetsThatGoBackEndTheSession() {
    take("pp:1", "pp:2");
    offset = 1;
    assertThatThrownBy(() -> take("pp:2")).isInstanceOf(IllegalStateException.class).hasMessageContaining("went back");
  }

  @Test
  void partitionThatIsTakenAwayTakesItsRequestsAlong() {
    CompletableFuture<Outcome> slow = new CompletableFuture<>();
    seats.answer("0", () -> slow);
    seats.takeAway("away");
    take("pp:1", "away:1", "away:2");
    pending.forget(List.of(P0));

    assertThat(pending.waiting()).isZero();
    assertThat(pending.isUnderWay()).isFalse();
    seats.submitted();
    slow.complete(new Outcome.Answered(Instant.EPOCH));
    pass(Duration.ofSeconds(10));
    assertThat(seats.submitted()).isEmpty();
    pending.committed(P0, 1);
    assertThat(pending.committable()).isEmpty();
  }

  @Test
  void readingStopsWhenTooManyWait() {
    seats.takeAway("away");
    take("away:1");
    for (int i = 0; i < PendingRequests.LARGEST_WINDOW - 2; i++) {
      take("pp:1");
    }
    assertThat(pending.isFull(P0)).isFalse();
    take("away:2");
    assertThat(pending.isFull(P0)).isTrue();

    seats.bringBack("away");
    pass(Duration.ofSeconds(1));
    pending.settle();
    pending.committed(P0, offset);
    assertThat(pending.isFull(P0)).isFalse();
  }

  @Test
  void readingStopsWhenTooMuchWaits() {
    seats.takeAway("away");
    take("away:1");
    for (int i = 0; i < 600; i++) {
      take("away:" + "x".repeat(60_000));
    }
    assertThat(pending.isFull(P0)).isTrue();
  }

  @Test
  void readingStopsWhileTooManyAreUnderWay() {
    seats.answer("pp", CompletableFuture::new);
    for (int i = 0; i < PendingRequests.MOST_UNDER_WAY; i++) {
      assertThat(pending.isFull(P0)).isFalse();
      take("pp:1");
    }
    assertThat(pending.isFull(P0)).isTrue();
  }

  /** As many as would be read at a time, not all that gathered. */
  @Test
  void thoseThatWaitedAreNotAllSubmittedAtOnce() {
    seats.takeAway("away");
    take("away:1");
    for (int i = 0; i < 2000; i++) {
      take("away:1");
    }
    seats.submitted();
    seats.answer("away", CompletableFuture::new);
    seats.bringBack("0");
    CompletableFuture<Outcome> first = new CompletableFuture<>();
    seats.answer("0", () -> first);
    pass(Duration.ofSeconds(1));
    first.complete(new Outcome.Answered(Instant.EPOCH));
    pending.settle();
    pending.settle();

    assertThat(seats.submitted()).hasSize(1 + PendingRequests.MOST_UNDER_WAY);
  }

  private static Request.Position position(long number, long firstUnanswered) {
    return new Request.Position("source", number, firstUnanswered);
  }

  private void take(String... keys) {
    for (String key : keys) {
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      pending.take(new ConsumerRecord<>(TOPIC, 0, offset++, 0, TimestampType.CREATE_TIME, bytes.length, 0, bytes,
          new byte[0], new RecordHeaders(), Optional.empty()));
    }
    pending.settle();
  }

  private void pass(Duration time) {
    now += time.toNanos();
    pending.settle();
    pending.settle();
  }

  /** Each request is a rejection, the simplest command; its place is the part of the key before the colon. */
  private final class Work implements PendingRequests.Work {

    @Override
    public Task answer(ConsumerRecord<byte[], byte[]> record, Request.Position position) {
      positions.add(position);
      String venue = new String(record.key(), StandardCharsets.UTF_8).split(":")[0];
      Request request = new Request(String.valueOf(record.offset()), Instant.EPOCH, "{}", position);
      SeatCommand command = new SeatCommand.Reject(Asked.LOCK, venue, request, new InvalidRequest("row", "is bad"));
      return new Task("venue " + venue, () -> seats.submit(command));
    }

    @Override
    public Task giveUp(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
      givenUp.add(record.offset() + " " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
      return new Task("dead letters", () -> deadLetter);
    }
  }
}
