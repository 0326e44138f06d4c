package io.seatlock.store.script;

import io.seatlock.seat.CommandFailed;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.redis.RedisError;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The venues that share one slot of Redis: their key names and the queue of their commands. */
public record Partition(int number, Keys keys, ScriptCommands commands, GroupCommit commit) {

  public CompletableFuture<Reply> submit(SeatCommand command) {
    return commit.submit(commands.of(command));
  }

  /** @param seats of one venue; each is ended by itself */
  public CompletableFuture<Reply> expire(List<SeatId> seats) {
    return commit.submit(commands.expire(seats));
  }

  /** For internal commands. @throws SeatsUnavailable for every failure */
  public Reply call(ScriptCommand command) {
    Reply reply = awaitReply(commit.submit(command));
    if (reply.isError()) {
      String refusal = "Redis refused the command: " + reply.error();
      throw RedisError.ofCommand(reply.error()).isOutage()
          ? SeatsUnavailable.reported(refusal, null)
          : new SeatsUnavailable(refusal, null);
    }
    return reply;
  }

  /** Whether the partition works, and which rights are missing; see probe.lua. */
  public CompletableFuture<Reply> probe() {
    return commit.submit(new ScriptCommand("probe", keys.probes(), List.of()));
  }

  /** Whether its server takes changes now; see touch.lua. */
  public CompletableFuture<Reply> touch() {
    return commit.submit(new ScriptCommand("touch", List.of(keys.probes().getLast()), List.of()));
  }

  /**
   * @throws SeatsUnavailable if Redis did not answer in time, or refuses to serve
   * @throws CommandFailed if this one command failed and would fail again
   */
  public Reply await(CompletableFuture<Reply> pending) {
    Reply reply = awaitReply(pending);
    if (reply.isError()) {
      RedisError error = RedisError.ofCommand(reply.error());
      throw error.isOutage() ? SeatsUnavailable.reported(error.sentence(), null) : new CommandFailed(error.sentence());
    }
    return reply;
  }

  /**
   * Waits at most as long as a reply can take; a command whose reply is lost must not keep its caller for ever.
   *
   * @throws SeatsUnavailable if Redis did not answer in time
   */
  public Reply awaitReply(CompletableFuture<Reply> pending) {
    try {
      return pending.get(commit.timeouts().reply().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw unavailable(e.getCause());
    } catch (TimeoutException e) {
      throw new SeatsUnavailable("Redis did not answer in time: the reply never came", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SeatsUnavailable("Interrupted while waiting for Redis", e);
    }
  }

  /** A failure of Redis was reported by the call itself ({@link GroupCommit.Call}). */
  private static SeatsUnavailable unavailable(@Nullable Throwable cause) {
    if (cause instanceof SeatsUnavailable known) {
      return known;
    }
    String message = "Redis did not answer in time: " + cause;
    return cause instanceof NotReplicated || RedisError.isOfRedis(cause)
        ? SeatsUnavailable.reported(message, cause)
        : new SeatsUnavailable(message, cause);
  }
}
