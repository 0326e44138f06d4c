package io.seatlock.best;

import io.seatlock.best.Houses.Now;
import io.seatlock.best.choice.Alternatives;
import io.seatlock.best.choice.BestSeats;
import io.seatlock.best.choice.FreeSeats;
import io.seatlock.best.choice.House;
import io.seatlock.best.choice.Wish;
import io.seatlock.seat.LockIds;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the free seats of a venue once, and chooses seats for several requests, one after the other. The script
 * decides: it locks the first choice whose seats are all still free.
 */
final class Round {

  /**
   * The largest number of seats in one command. Further choices would slow down all commands more than they help this
   * one.
   */
  private static final int MAX_SEATS = 64;

  /** Refusals that any other choice would get, too. */
  private static final Set<Refusal> FINAL = Set.of(Refusal.SEAT_LIMIT_REACHED, Refusal.STORAGE_LIMIT_REACHED);

  /** Refusals of a free seat: the user may get another one. */
  private static final Set<Refusal> OF_FREE_SEATS = Set.of(Refusal.LOCK_PAUSED, Refusal.SEAT_DAMAGED);

  private final String venueId;

  private final Houses houses;

  private final Seats seats;

  private final ChoosingThreads threads;

  Round(String venueId, Houses houses, Seats seats, ChoosingThreads threads) {
    this.venueId = venueId;
    this.houses = houses;
    this.seats = seats;
    this.threads = threads;
  }

  String venueId() {
    return venueId;
  }

  /** @param outcome the future result of the command; null if no command was sent */
  private record Sent(WaitingRequest waiting, Wish wish, List<SeatGroup> choices,
      @Nullable CompletableFuture<Outcome> outcome) {}

  /** @return the requests that have no result yet and have to be retried on a new read */
  List<WaitingRequest> run(List<WaitingRequest> requests) {
    Now now = houses.now(venueId);
    if (now == null) {
      requests.forEach(request -> request.answer().complete(new BestAnswer.NoPlan()));
      return List.of();
    }
    FreeSeats free = FreeSeats.of(now.house(), now.occupancy());
    List<Sent> sent = new ArrayList<>(requests.size());
    for (WaitingRequest request : requests) {
      request.countRead();
      Sent next = send(request, free);
      if (next != null) {
        sent.add(next);
      }
    }
    Set<SeatId> taken = new HashSet<>();
    List<Sent> open = sent.stream().filter(each -> !isAnswered(each, taken)).toList();
    List<WaitingRequest> again = new ArrayList<>();
    open.forEach(each -> {
      if (each.waiting.mayReadVenueAgain() && (each.outcome != null || free.hasRemovals())) {
        again.add(each.waiting);
      } else {
        answerNoSeats(each, now, taken);
      }
    });
    return again;
  }

  /** @return null if the request already has its result */
  private @Nullable Sent send(WaitingRequest waiting, FreeSeats free) {
    try {
      if (waiting.isOverdue()) {
        throw SeatsUnavailable.busy("Too many requests for the best seats of this venue are waiting");
      }
      BestRequest request = waiting.request();
      Wish wish = request.wish(free.house().plan());
      FreeSeats seen = waiting.avoided().isEmpty()
          ? free
          : free.without(indexes(free.house(), waiting.avoided()));
      List<int[]> choices = threads.run(() -> BestSeats.choose(seen, wish));
      if (choices.isEmpty() && request.requestId() == null) {
        return new Sent(waiting, wish, List.of(), null);
      }
      SeatCommand.LockBest command = new SeatCommand.LockBest(venueId, groups(free.house(), choices),
          request.userId(), request.timeout(), LockIds.next(), request.requestId());
      if (!choices.isEmpty()) {
        free.take(choices.getFirst());
      }
      return new Sent(waiting, wish, command.choices(), seats.submit(command));
    } catch (RuntimeException failure) {
      waiting.answer().completeExceptionally(failure);
      return null;
    }
  }

  /** As many of the first choices as name at most {@link #MAX_SEATS} different seats, but at least one. */
  private List<SeatGroup> groups(House house, List<int[]> choices) {
    List<SeatGroup> groups = new ArrayList<>();
    Set<Integer> named = new HashSet<>();
    for (int[] choice : choices) {
      Arrays.stream(choice).forEach(named::add);
      if (!groups.isEmpty() && named.size() > MAX_SEATS) {
        break;
      }
      groups.add(new SeatGroup(Arrays.stream(choice).mapToObj(index -> house.id(venueId, index)).toList(), true));
    }
    return groups;
  }

  /** @param taken receives the seats that were taken after the venue was read */
  private static boolean isAnswered(Sent sent, Set<SeatId> taken) {
    try {
      BestAnswer answer = switch (sent.outcome == null ? null : sent.outcome.join()) {
        case null -> null;
        case Outcome.Done done -> {
          done.seats().forEach(seat -> taken.add(seat.seat()));
          yield new BestAnswer.Locked(done);
        }
        case Outcome.Refused refused when isFinal(refused) -> new BestAnswer.Refused(refused);
        case Outcome.Refused refused -> {
          List<SeatId> free = refused.conflicts().stream()
              .filter(conflict -> OF_FREE_SEATS.contains(conflict.code())).map(Outcome.Conflict::seat).toList();
          if (free.isEmpty()) {
            taken.addAll(takenSeats(sent, refused));
          } else {
            sent.waiting.avoid(free, refused);
          }
          yield null;
        }
        case Outcome.Answered answered -> throw new IllegalStateException("A command without a request record "
            + "can't be " + answered);
      };
      return answer != null && sent.waiting.answer().complete(answer);
    } catch (CompletionException failed) {
      return sent.waiting.answer().completeExceptionally(failed.getCause() == null ? failed : failed.getCause());
    } catch (RuntimeException failed) {
      return sent.waiting.answer().completeExceptionally(failed);
    }
  }

  /**
   * The seats that are known to be taken. The script names the conflicting seats of the first choice only. Of the other
   * choices these are known only if each choice is a single seat.
   */
  private static List<SeatId> takenSeats(Sent sent, Outcome.Refused refused) {
    return sent.wish.count() == 1
        ? sent.choices.stream().flatMap(choice -> choice.seats().stream()).toList()
        : refused.conflicts().stream().map(Outcome.Conflict::seat).toList();
  }

  /** Whether another choice would be refused, too. */
  private static boolean isFinal(Outcome.Refused refused) {
    return refused.conflicts().stream().anyMatch(conflict -> FINAL.contains(conflict.code()));
  }

  private void answerNoSeats(Sent sent, Now now, Set<SeatId> taken) {
    try {
      sent.waiting.answer().complete(threads.run(() -> noSeats(sent, now, taken)));
    } catch (RuntimeException failed) {
      sent.waiting.answer().completeExceptionally(failed);
    }
  }

  private static int[] indexes(House house, Set<SeatId> seats) {
    return seats.stream().mapToInt(seat -> house.plan().indexOf(seat.row(), seat.seat())).filter(index -> index >= 0)
        .toArray();
  }

  /**
   * Answers that there are no matching seats. If free seats match that only this user may not lock, that refusal is the
   * answer.
   */
  private static BestAnswer noSeats(Sent sent, Now now, Set<SeatId> taken) {
    Wish wish = sent.wish;
    FreeSeats left = FreeSeats.of(now.house(), now.occupancy());
    left.take(indexes(now.house(), taken));
    Outcome.Refused refusal = sent.waiting.refusal();
    if (refusal != null && Alternatives.of(left, wish).grants(wish)) {
      return new BestAnswer.Refused(refusal);
    }
    left.take(indexes(now.house(), sent.waiting.avoided()));
    boolean retryable = Alternatives.of(FreeSeats.ofUnsold(now.house(), now.occupancy()), wish).grants(wish);
    return new BestAnswer.NoSeats(Alternatives.of(left, wish), retryable);
  }
}
