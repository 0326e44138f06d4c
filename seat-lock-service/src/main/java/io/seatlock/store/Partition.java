package io.seatlock.store;

import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatsUnavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The venues that share one slot of Redis: their names, and the way to them. */
record Partition(int number, Keys keys, Frames frames, GroupCommit commit) {

  private static final Logger log = LoggerFactory.getLogger(Partition.class);

  CompletableFuture<Reply> submit(SeatCommand command) {
    return commit.submit(frames.of(command));
  }

  Reply call(Frame frame) {
    return await(commit.submit(frame));
  }

  /** @throws SeatsUnavailable if Redis did not answer in time, or answered with an error */
  static Reply await(CompletableFuture<Reply> pending) {
    Reply reply = awaitReply(pending);
    if (reply.isError()) {
      log.error("Redis refused a command; a key may have been changed by hand: {}", reply.texts(2));
      throw new SeatsUnavailable("Redis refused the command: " + reply.texts(2), null);
    }
    return reply;
  }

  /** @throws SeatsUnavailable if Redis did not answer in time */
  static Reply awaitReply(CompletableFuture<Reply> pending) {
    try {
      return pending.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SeatsUnavailable known
          ? known
          : new SeatsUnavailable("Redis did not answer in time: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SeatsUnavailable("Interrupted while waiting for Redis", e);
    }
  }
}
