package io.seatlock.requests;

import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Answers every command at once, unless set otherwise, and remembers in which order they came. */
final class FakeSeats implements Seats {

  private final List<String> submitted = new ArrayList<>();

  private final Map<String, Supplier<CompletableFuture<Outcome>>> answers = new HashMap<>();

  /** @param name of a venue, or of the request's id */
  void answer(String name, Supplier<CompletableFuture<Outcome>> answer) {
    answers.put(name, answer);
  }

  void fail(String name, RuntimeException failure) {
    answer(name, () -> CompletableFuture.failedFuture(failure));
  }

  void takeAway(String name) {
    fail(name, new SeatsUnavailable("away", null));
  }

  void bringBack(String name) {
    answers.remove(name);
  }

  /** The ids of the requests, oldest first; forgets them. */
  List<String> submitted() {
    List<String> all = List.copyOf(submitted);
    submitted.clear();
    return all;
  }

  @Override
  public Outcome perform(SeatCommand command) {
    return submit(command).join();
  }

  @Override
  public CompletableFuture<Outcome> submit(SeatCommand command) {
    String id = ((SeatCommand.Reject) command).request().id();
    submitted.add(id);
    Supplier<CompletableFuture<Outcome>> usual = () -> CompletableFuture
        .completedFuture(new Outcome.Done(Instant.EPOCH, List.of()));
    return answers.getOrDefault(id, answers.getOrDefault(command.venueId(), usual)).get();
  }
}
