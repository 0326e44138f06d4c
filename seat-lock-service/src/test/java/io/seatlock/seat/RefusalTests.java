package io.seatlock.seat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RefusalTests {

  /** Stable words of the contract, the mostSevere first: what one status and one code must stand for. */
  private static final List<String> CODES = List.of("SEAT_DAMAGED", "SEAT_UNKNOWN", "NOT_THE_HOLDER", "SEAT_FINALIZED",
      "SEAT_LOCKED",
      "ALREADY_YOURS", "SEAT_LIMIT_REACHED", "LOCK_PAUSED", "STORAGE_LIMIT_REACHED", "ORPHAN_SEAT", "LOCK_EXPIRED",
      "NOT_LOCKED",
      "NOT_FINALIZED", "REQUEST_TOO_OLD", "REQUEST_FROM_FUTURE");

  @Test
  void codesAndTheirGravityAreFixed() {
    assertThat(Refusal.values()).extracting(Refusal::name).containsExactlyElementsOf(CODES);
  }

  @Test
  void onlyWhatMayBeSentAgainIsRetryable() {
    assertThat(Refusal.values()).filteredOn(Refusal::retryable).containsExactly(Refusal.SEAT_LOCKED,
        Refusal.LOCK_PAUSED, Refusal.REQUEST_TOO_OLD);
  }

  @RepeatedTest(20)
  void mostSevereOfManyIsShown() {
    List<Refusal> codes = new ArrayList<>(List.of(Refusal.values()));
    Collections.shuffle(codes, new Random());
    List<Refusal> some = codes.subList(0, 3);
    Outcome.Refused refused = new Outcome.Refused(Instant.EPOCH,
        some.stream().map(code -> new Outcome.Conflict(Commands.seat("A", 1), code, null)).toList());

    assertThat(refused.mostSevere().code()).isEqualTo(Collections.min(some));
  }

  @Test
  void everyRefusalIsOneSentence() {
    assertThat(Refusal.values()).extracting(Refusal::detail).allMatch(detail -> detail.endsWith("."));
  }

  @Test
  void lockIdsAre128RandomBits() {
    assertThat(List.of(LockIds.next(), LockIds.next())).doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-9a-f]{32}"));
  }
}
