package io.seatlock.requests;

import static io.seatlock.requests.Taken.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.CommandFailed;
import io.seatlock.seat.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** How much may wait before reading stops. */
class PendingRequestLimitsTests {

  private final Taken taken = new Taken();

  private final FakeSeats seats = taken.seats;

  private final PendingRequests pending = taken.pending;

  @Test
  void readingStopsWhenTooManyWait() {
    seats.takeAway("away");
    taken.take("away:1");
    for (int i = 0; i < PendingRequests.LARGEST_WINDOW - 2; i++) {
      taken.take("pp:1");
    }
    assertThat(pending.isFull(P0)).isFalse();
    taken.take("away:2");
    assertThat(pending.isFull(P0)).isTrue();

    seats.bringBack("away");
    taken.pass(Duration.ofSeconds(1));
    pending.settle();
    pending.committed(P0, taken.offset);
    assertThat(pending.isFull(P0)).isFalse();
  }

  @Test
  void readingStopsWhenTooMuchWaits() {
    seats.takeAway("away");
    taken.take("away:1");
    for (int i = 0; i < 600; i++) {
      taken.take("away:" + "x".repeat(60_000));
    }
    assertThat(pending.isFull(P0)).isTrue();
  }

  @Test
  void headersCountToo() {
    seats.takeAway("away");
    for (int i = 0; i < 600; i++) {
      taken.take("away:1", new RecordHeaders().add("theirs", new byte[60_000]));
      pending.settle();
    }
    assertThat(pending.isFull(P0)).isTrue();
  }

  /** They are written one by one, so that many of them would keep the readable requests waiting. */
  @Test
  void deadLettersDoNotCountAsUnderWay() {
    taken.deadLetter = new CompletableFuture<>();
    seats.fail("broken", new CommandFailed("broken"));
    for (int i = 0; i <= PendingRequests.MAX_IN_FLIGHT; i++) {
      taken.take("broken:1");
    }
    assertThat(taken.givenUp).hasSizeGreaterThan(PendingRequests.MAX_IN_FLIGHT);
    assertThat(pending.isFull(P0)).isFalse();
    pending.awaitAnswers(Duration.ofDays(1));
    assertThat(pending.isWaiting()).isTrue();

    seats.takeAway("away");
    taken.take("away:1");
    seats.bringBack("away");
    taken.pass(Duration.ofSeconds(1));
    assertThat(pending.waiting()).as("others are retried meanwhile").isZero();
  }

  @Test
  void readingStopsWhileTooManyAreUnderWay() {
    seats.answer("pp", CompletableFuture::new);
    for (int i = 0; i < PendingRequests.MAX_IN_FLIGHT; i++) {
      assertThat(pending.isFull(P0)).isFalse();
      taken.take("pp:1");
    }
    assertThat(pending.isFull(P0)).isTrue();
  }

  /** As many as would be read at a time, not all that gathered. */
  @Test
  void thoseThatWaitedAreNotAllSubmittedAtOnce() {
    seats.takeAway("away");
    taken.take("away:1");
    for (int i = 0; i < 2000; i++) {
      taken.take("away:1");
    }
    seats.submitted();
    seats.answer("away", CompletableFuture::new);
    seats.bringBack("0");
    CompletableFuture<Outcome> first = new CompletableFuture<>();
    seats.answer("0", () -> first);
    taken.pass(Duration.ofSeconds(1));
    first.complete(new Outcome.Answered(Instant.EPOCH));
    pending.settle();
    pending.settle();

    assertThat(seats.submitted()).hasSize(1 + PendingRequests.MAX_IN_FLIGHT);
  }
}
