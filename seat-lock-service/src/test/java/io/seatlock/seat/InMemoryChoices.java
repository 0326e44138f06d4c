package io.seatlock.seat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The best of several choices, and what each user got last. */
final class InMemoryChoices {

  private record Last(String requestId, String lockId, List<InMemorySeat> seats) {}

  private final InMemorySeats seats;

  /** By venue and user. */
  private final Map<List<String>, Last> lasts = new HashMap<>();

  InMemoryChoices(InMemorySeats seats) {
    this.seats = seats;
  }

  Outcome lock(SeatCommand.LockBest best) {
    Last last = lasts.get(List.of(best.venueId(), best.userId()));
    if (last != null && isKept(last, best)) {
      return seats.done(last.seats);
    }
    Outcome.@Nullable Refused first = null;
    for (SeatGroup choice : best.choices()) {
      List<InMemorySeat> asked = seats.settled(choice);
      SeatCommand.Lock lock = new SeatCommand.Lock(choice, best.userId(), best.timeout(), best.lockId(), null);
      if (!(seats.claim(lock, asked) instanceof Outcome.Refused refused)) {
        remember(best, asked);
        return seats.done(asked);
      }
      first = first == null ? refused : first;
      if (refused.mostSevere().code() == Refusal.SEAT_LIMIT_REACHED) {
        return new Outcome.Refused(refused.at(), refused.conflicts().stream().map(conflict -> inFirst(best, choice,
            conflict)).toList());
      }
    }
    return first == null ? new Outcome.Refused(seats.now(), List.of()) : first;
  }

  /** The seat at the same place of the first choice stands for all. */
  private static Outcome.Conflict inFirst(SeatCommand.LockBest best, SeatGroup choice, Outcome.Conflict conflict) {
    int place = choice.seats().indexOf(conflict.seat());
    return new Outcome.Conflict(best.choices().getFirst().seats().get(place), conflict.code(), conflict.expiresAt());
  }

  private boolean isKept(Last last, SeatCommand.LockBest best) {
    return last.requestId.equals(best.requestId()) && last.seats.stream()
        .allMatch(seat -> seat.isHeldBy(best.userId(), seats.now()) && seat.claim().lockId().equals(last.lockId));
  }

  private void remember(SeatCommand.LockBest best, List<InMemorySeat> asked) {
    if (best.requestId() != null) {
      lasts.put(List.of(best.venueId(), best.userId()),
          new Last(best.requestId(), best.lockId(), asked));
    }
  }
}
