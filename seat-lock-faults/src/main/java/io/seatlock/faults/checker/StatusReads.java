package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.Times;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every status read shows a state that the seat had, according to its events, at some moment between the sending of the
 * read and its answer.
 */
final class StatusReads {

  private final CheckedSeat seat;

  private StatusReads(CheckedSeat seat) {
    this.seat = seat;
  }

  static void judge(CheckedSeat seat) {
    StatusReads reads = new StatusReads(seat);
    for (Call call : seat.calls()) {
      if (call.operation() == Operation.READ && call.isDone()) {
        reads.judge(call);
      }
    }
  }

  private void judge(Call read) {
    long version = read.versionOf(seat.name());
    SeatEvent event = version == 0 ? null : seat.events().at(version);
    if (version != 0 && event == null) {
      if (!seat.mayLoseAfterRead(version)) {
        seat.broken(Rule.WRONG_ANSWER, "version %d, of which there is no event, was shown by %s", version, read);
      }
    } else if (!matches(event, read) || version > read.answeredAt() + Times.SLACK) {
      seat.broken(Rule.WRONG_ANSWER, "shown as of %s with version %d by %s, but the event is %s", read.answer().user(),
          version, read, event);
    } else {
      judgeAge(version, read);
    }
  }

  private static boolean matches(@Nullable SeatEvent event, Call read) {
    Answer seen = read.answer();
    if (event == null) {
      return "AVAILABLE".equals(seen.code());
    }
    return switch (event.what()) {
      case LOCKED -> "LOCKED".equals(seen.code()) ? matchesLock(event, read) : isDead(event, read);
      case FINALIZED -> "FINALIZED".equals(seen.code()) && Objects.equals(seen.user(), event.user());
      case EXPIRED, UNLOCKED, RELEASED, REJECTED -> "AVAILABLE".equals(seen.code());
    };
  }

  private static boolean matchesLock(SeatEvent event, Call read) {
    return Objects.equals(read.answer().user(), event.user()) && read.answer().expiresAt() == event.expiresAt()
        && read.sentAt() < Times.micros(event.expiresAt());
  }

  /** A lock past its deadline is shown as available even before the event of its end. */
  private static boolean isDead(SeatEvent event, Call read) {
    return "AVAILABLE".equals(read.answer().code()) && read.answeredAt() >= Times.micros(event.expiresAt());
  }

  /** A read must show every change that was made before it was sent, unless a fail-over may have lost the change. */
  private void judgeAge(long version, Call read) {
    List<SeatEvent> later = seat.events().between(version + 1, read.sentAt() - Times.SLACK);
    for (SeatEvent event : later) {
      if (!seat.mayLoseAfterRead(event.version())) {
        seat.broken(Rule.WRONG_ANSWER, "version %d was shown by %s, although there had been %s", version, read, event);
        return;
      }
    }
  }
}
