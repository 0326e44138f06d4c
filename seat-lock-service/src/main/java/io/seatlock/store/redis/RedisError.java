package io.seatlock.store.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * What a failure of Redis means for the service.
 *
 * @param kind what it affects
 * @param sentence for the operator, with the server's message if there is one
 * @param refusal the kind of refusal, if the server's message is a known one
 */
public record RedisError(Kind kind, String sentence, @Nullable RedisRefusal refusal) {

  /** What a failure affects. */
  public enum Kind {
    /** No server answers: no connection, or no reply in time. */
    UNREACHABLE,
    /** The server answers, but refuses commands. */
    REFUSING,
    /** A key of the partition itself (deadlines, outbox, identity, venues) is of the wrong type. */
    PARTITION_DAMAGED,
    /** Only this command failed, and would fail again. Others are not affected. */
    COMMAND
  }

  /** The script's error reply to a call that it did not carry out: the damaged key, then the message of Redis. */
  private static final Pattern DAMAGED = Pattern.compile("DAMAGED (.+) (WRONGTYPE .*)");

  /** Most causes that are examined. */
  private static final int MAX_CAUSES = 20;

  /**
   * For an error reply of one command.
   *
   * @param texts what follows ERROR in the script's reply: the message, then the damaged key of the partition,
   *     if there is one
   */
  public static RedisError ofCommand(List<String> texts) {
    String message = texts.getFirst();
    return RedisRefusal.of(message).map(refusal -> refusing(refusal, message))
        .orElseGet(() -> texts.size() > 1 ? damaged(texts.get(1), message) : ofOneCommand(message));
  }

  /**
   * For the failure of a whole call.
   *
   * @param connecting why the last attempt to connect failed; null if none failed. A lost connection itself does not
   *     tell the reason
   */
  public static RedisError ofCall(Throwable failure, @Nullable Throwable connecting) {
    List<Throwable> all = causes(failure, connecting);
    return all.stream().flatMap(cause -> refusal(cause).stream()).findFirst().or(() -> all.stream()
        .filter(RedisCommandExecutionException.class::isInstance).findFirst()
        .map(cause -> refusedCall(String.valueOf(cause.getMessage()))))
        .orElseGet(() -> new RedisError(Kind.UNREACHABLE, "Redis does not answer: " + root(failure, connecting), null));
  }

  /**
   * For rights that a probe found missing.
   *
   * @param commands the forbidden commands, each with its key
   */
  public static RedisError missingRights(Collection<String> commands) {
    return new RedisError(Kind.REFUSING, "The Redis user of the service may not " + String.join(", ", commands)
        + ", so nothing is changed; give it the rights of docs/redis-users.acl", RedisRefusal.MISSING_RIGHT);
  }

  /** Whether a failure comes from Redis or the network, and not from a defect of this service. */
  public static boolean isRedisFailure(@Nullable Throwable failure) {
    return failure instanceof RedisException || failure instanceof DataAccessException
        || failure instanceof TimeoutException || failure instanceof IOException;
  }

  /** Whether other commands are affected, too. */
  public boolean isOutage() {
    return kind != Kind.COMMAND;
  }

  public boolean isMissingRight() {
    return refusal == RedisRefusal.MISSING_RIGHT;
  }

  public boolean isFromReplica() {
    return refusal != null && refusal.isFromReplica();
  }

  /** Whether only an operator can resolve it, by granting a right or changing a setting of the server. */
  public boolean isSetupProblem() {
    return kind == Kind.REFUSING && (refusal == null || refusal == RedisRefusal.MISSING_RIGHT
        || refusal == RedisRefusal.UNKNOWN_COMMAND);
  }

  private static Optional<RedisError> refusal(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return RedisRefusal.of(message).map(refusal -> refusing(refusal, message));
  }

  private static RedisError refusing(RedisRefusal refusal, String message) {
    return new RedisError(Kind.REFUSING, refusal.sentence(message), refusal);
  }

  private static RedisError refusedCall(String message) {
    Matcher damaged = DAMAGED.matcher(message);
    return damaged.matches()
        ? damaged(damaged.group(1), damaged.group(2))
        : new RedisError(Kind.REFUSING, "Redis refuses calls: " + RedisRefusal.withoutScriptPosition(message), null);
  }

  private static RedisError damaged(String key, String message) {
    return new RedisError(Kind.PARTITION_DAMAGED, "Redis holds something under the key " + key
        + " that the service did not write; rename that key (" + RedisRefusal.withoutScriptPosition(message) + ")",
        null);
  }

  private static RedisError ofOneCommand(String message) {
    return new RedisError(Kind.COMMAND, RedisRefusal.withoutScriptPosition(message), null);
  }

  /** The failure with all its causes and suppressed exceptions, the outermost first. */
  private static List<Throwable> causes(Throwable failure, @Nullable Throwable connecting) {
    List<Throwable> all = new ArrayList<>();
    Deque<Throwable> next = new ArrayDeque<>(List.of(failure));
    if (connecting != null) {
      next.add(connecting);
    }
    while (!next.isEmpty() && all.size() < MAX_CAUSES) {
      Throwable one = next.remove();
      all.add(one);
      next.addAll(Arrays.asList(one.getSuppressed()));
      if (one.getCause() != null) {
        next.add(one.getCause());
      }
    }
    return all;
  }

  private static String root(Throwable failure, @Nullable Throwable connecting) {
    Throwable root = causes(connecting == null ? failure : connecting, null).getLast();
    String message = root.getMessage();
    return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
  }
}
