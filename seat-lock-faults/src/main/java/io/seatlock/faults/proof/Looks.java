package io.seatlock.faults.proof;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every look shows the seat as the topics tell it for some moment between its sending and its answer. */
final class Looks {

  private final Seat seat;

  private Looks(Seat seat) {
    this.seat = seat;
  }

  static void judge(Seat seat) {
    Looks looks = new Looks(seat);
    for (Call call : seat.calls()) {
      if (call.operation() == Operation.LOOK && call.isDone()) {
        looks.judge(call);
      }
    }
  }

  private void judge(Call look) {
    long version = look.versionOf(seat.name());
    SeatEvent event = version == 0 ? null : seat.life().at(version);
    if (version != 0 && event == null) {
      if (!seat.mayBeUndone(version)) {
        seat.broken(Rule.WRONG_ANSWER, "version %d, which no event tells, was shown by %s", version, look);
      }
    } else if (!isAsToldBy(event, look) || version > look.answeredAt() + Times.SLACK) {
      seat.broken(Rule.WRONG_ANSWER, "shown as of %s with version %d by %s, but told was %s", look.answer().user(),
          version, look, event);
    } else {
      judgeAge(version, look);
    }
  }

  private static boolean isAsToldBy(@Nullable SeatEvent event, Call look) {
    Answer seen = look.answer();
    if (event == null) {
      return "AVAILABLE".equals(seen.code());
    }
    return switch (event.what()) {
      case LOCKED -> "LOCKED".equals(seen.code()) ? isLockedAsTold(event, look) : isDead(event, look);
      case FINALIZED -> "FINALIZED".equals(seen.code()) && Objects.equals(seen.user(), event.user());
      case EXPIRED, UNLOCKED, RELEASED, REJECTED -> "AVAILABLE".equals(seen.code());
    };
  }

  private static boolean isLockedAsTold(SeatEvent event, Call look) {
    return Objects.equals(look.answer().user(), event.user()) && look.answer().expiresAt() == event.expiresAt()
        && look.sentAt() < Times.micros(event.expiresAt());
  }

  /** A lock past its deadline reads as available before its end is told. */
  private static boolean isDead(SeatEvent event, Call look) {
    return "AVAILABLE".equals(look.answer().code()) && look.answeredAt() >= Times.micros(event.expiresAt());
  }

  /** What was changed before the look was sent must show, unless a fail-over may have lost it. */
  private void judgeAge(long version, Call look) {
    List<SeatEvent> later = seat.life().between(version + 1, look.sentAt() - Times.SLACK);
    for (SeatEvent event : later) {
      if (!seat.mayBeUndone(event.version())) {
        seat.broken(Rule.WRONG_ANSWER, "version %d was shown by %s, although there had been %s", version, look, event);
        return;
      }
    }
  }
}
