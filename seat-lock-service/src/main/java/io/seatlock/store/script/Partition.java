package io.seatlock.store.script;

import io.seatlock.seat.CommandFailed;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.redis.RedisError;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The venues whose keys lie in one slot of a Redis Cluster: the names of their keys and the queue of their commands.
 */
public record Partition(int number, Keys keys, ScriptCommands commands, GroupCommit commit) {

  public CompletableFuture<Reply> submit(SeatCommand command) {
    return commit.submit(commands.of(command));
  }

  /**
   * Ends the locks of these seats whose deadline has passed.
   *
   * @param seats of one venue; each is handled independently of the others
   */
  public CompletableFuture<Reply> expire(List<SeatId> seats) {
    return commit.submit(commands.expire(seats));
  }

  /**
   * Sends an internal command and waits for its reply.
   *
   * @throws SeatsUnavailable for every failure, also if only this command failed
   */
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

  /** Tests whether the partition works and which rights are missing; see probe.lua. */
  public CompletableFuture<Reply> probe() {
    return commit.submit(new ScriptCommand("probe", keys.probes(), List.of()));
  }

  /** Tests whether the partition's server accepts writes now; see touch.lua. */
  public CompletableFuture<Reply> touch() {
    return commit.submit(new ScriptCommand("touch", List.of(keys.probes().getLast()), List.of()));
  }

  /**
   * Waits for a reply, and throws an error reply as an exception.
   *
   * @throws SeatsUnavailable if Redis did not answer in time, or refuses commands
   * @throws CommandFailed if only this command failed, and would fail again
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
   * Waits for a reply, which may be an error reply. {@link GroupCommit} completes every command within a limit, so the
   * wait itself has none: a wait with a limit would wake up the timer thread of the virtual threads twice.
   *
   * @throws SeatsUnavailable if Redis did not answer in time, or the call failed
   */
  public Reply awaitReply(CompletableFuture<Reply> pending) {
    try {
      return pending.get();
    } catch (ExecutionException e) {
      throw unavailable(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SeatsUnavailable("Interrupted while waiting for Redis", e);
    }
  }

  /** Failures of Redis count as reported, because {@link GroupCommit.Call} reports them. */
  private static SeatsUnavailable unavailable(@Nullable Throwable cause) {
    if (cause instanceof SeatsUnavailable known) {
      return known;
    }
    String message = "The call to Redis failed: " + cause;
    return cause instanceof NotReplicated || RedisError.isRedisFailure(cause)
        ? SeatsUnavailable.reported(message, cause)
        : new SeatsUnavailable(message, cause);
  }
}
