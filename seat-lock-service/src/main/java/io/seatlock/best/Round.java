package io.seatlock.best;

import io.seatlock.best.Houses.Now;
import io.seatlock.seat.LockIds;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.Seats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a venue once and chooses for several requests, one after the other. The script has the last word: it takes the
 * first choice that is wholly free by then.
 */
final class Round {

  /** Seats that one command may name: more choices would cost all commands more than they help this one. */
  private static final int MOST_SEATS = 64;

  /** Of a choice: the picture is older than what somebody did. */
  private static final Set<Refusal> OVERTAKEN = Set.of(Refusal.SEAT_LOCKED, Refusal.SEAT_FINALIZED,
      Refusal.ALREADY_YOURS, Refusal.SEAT_UNKNOWN);

  private final String venueId;

  private final Houses houses;

  private final Seats seats;

  Round(String venueId, Houses houses, Seats seats) {
    this.venueId = venueId;
    this.houses = houses;
    this.seats = seats;
  }

  String venueId() {
    return venueId;
  }

  /** @param outcome null if nothing was sent */
  private record Sent(Waiting waiting, Wish wish, @Nullable CompletableFuture<Outcome> outcome) {}

  /** @return the requests that have no answer yet */
  List<Waiting> run(List<Waiting> requests) {
    Now now = houses.now(venueId);
    if (now == null) {
      requests.forEach(request -> request.answer().complete(new BestAnswer.NoPlan()));
      return List.of();
    }
    Picture picture = Picture.of(now.house(), now.occupancy());
    List<Sent> sent = new ArrayList<>(requests.size());
    for (Waiting request : requests) {
      request.countReading();
      Sent next = send(request, picture);
      if (next != null) {
        sent.add(next);
      }
    }
    List<Waiting> again = new ArrayList<>();
    sent.forEach(each -> answer(each, now, picture, again));
    return again;
  }

  /** @return null if the request has its answer */
  private @Nullable Sent send(Waiting waiting, Picture picture) {
    try {
      BestRequest request = waiting.request();
      Wish wish = request.wish(picture.house().plan());
      List<int[]> choices = BestSeats.choose(picture, wish);
      if (choices.isEmpty() && request.requestId() == null) {
        return new Sent(waiting, wish, null);
      }
      SeatCommand.LockBest command = new SeatCommand.LockBest(venueId, groups(picture.house(), choices),
          request.userId(), request.timeout(), LockIds.next(), request.requestId());
      if (!choices.isEmpty()) {
        picture.take(choices.getFirst());
      }
      return new Sent(waiting, wish, seats.submit(command));
    } catch (RuntimeException mistake) {
      waiting.answer().completeExceptionally(mistake);
      return null;
    }
  }

  /** The first choices, as many as name few enough seats. */
  private List<SeatGroup> groups(House house, List<int[]> choices) {
    List<SeatGroup> groups = new ArrayList<>();
    Set<Integer> named = new HashSet<>();
    for (int[] choice : choices) {
      Arrays.stream(choice).forEach(named::add);
      if (!groups.isEmpty() && named.size() > MOST_SEATS) {
        break;
      }
      groups.add(new SeatGroup(Arrays.stream(choice).mapToObj(index -> house.id(venueId, index)).toList(), true));
    }
    return groups;
  }

  private void answer(Sent sent, Now now, Picture picture, List<Waiting> again) {
    try {
      BestAnswer answer = switch (sent.outcome == null ? null : sent.outcome.join()) {
        case null -> null;
        case Outcome.Done done -> new BestAnswer.Locked(done);
        case Outcome.Refused refused when isFinal(refused) -> new BestAnswer.Refused(refused);
        case Outcome.Refused _ -> null;
        case Outcome.Answered answered -> throw new IllegalStateException("No record can be " + answered);
      };
      if (answer != null) {
        sent.waiting.answer().complete(answer);
      } else if (sent.waiting.mayBeReadAgain() && (sent.outcome != null || picture.isCrossedOut())) {
        again.add(sent.waiting);
      } else {
        sent.waiting.answer().complete(noSeats(sent.wish, now));
      }
    } catch (CompletionException failed) {
      sent.waiting.answer().completeExceptionally(failed.getCause() == null ? failed : failed.getCause());
    } catch (RuntimeException failed) {
      sent.waiting.answer().completeExceptionally(failed);
    }
  }

  /** Whether another choice would be refused, too. */
  private static boolean isFinal(Outcome.Refused refused) {
    return !refused.conflicts().isEmpty()
        && refused.conflicts().stream().noneMatch(conflict -> OVERTAKEN.contains(conflict.code()));
  }

  private static BestAnswer noSeats(Wish wish, Now now) {
    boolean retryable = !BestSeats.choose(Picture.ofUnsold(now.house(), now.occupancy()), wish).isEmpty();
    return new BestAnswer.NoSeats(Possible.of(Picture.of(now.house(), now.occupancy()), wish), retryable);
  }
}
