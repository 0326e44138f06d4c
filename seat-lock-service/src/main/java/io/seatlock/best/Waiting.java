package io.seatlock.best;

import java.util.concurrent.CompletableFuture;

/** A request whose answer is awaited. */
final class Waiting {

  /** Between reading the venue and locking, others may take all that was chosen; then the venue is read again. */
  private static final int MOST_READINGS = 3;

  private final BestRequest request;

  private final CompletableFuture<BestAnswer> answer = new CompletableFuture<>();

  private int readings;

  Waiting(BestRequest request) {
    this.request = request;
  }

  BestRequest request() {
    return request;
  }

  CompletableFuture<BestAnswer> answer() {
    return answer;
  }

  void countReading() {
    readings++;
  }

  boolean mayBeReadAgain() {
    return readings < MOST_READINGS;
  }
}
