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
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * What a failure means for the service.
 *
 * @param kind whom it affects
 * @param sentence for the operator, with the server's message if there is one
 * @param refusal the kind of refusal, if the server's message is a known one
 */
public record RedisError(Kind kind, String sentence, @Nullable RedisRefusal refusal) {

  /** Whom a failure affects. */
  public enum Kind {
    /** Nobody answers: no connection, or no answer in time. */
    UNREACHABLE,
    /** The server answers and refuses to serve. */
    REFUSING,
    /** What the partition needs for every change is damaged. */
    PARTITION_DAMAGED,
    /** The one command failed, and would fail again; others are not affected. */
    COMMAND
  }

  /** Limit for the number of nested causes. */
  private static final int DEEPEST = 20;

  /** @param texts behind ERROR in the script's reply: the words, then the partition's own key that is damaged, if any */
  public static RedisError ofCommand(List<String> texts) {
    String words = texts.getFirst();
    return RedisRefusal.of(words).map(refusal -> refusing(refusal, words))
        .orElseGet(() -> texts.size() > 1 ? damaged(texts.get(1), words) : ofOneCommand(words));
  }

  /**
   * @param connecting why the last attempt to connect failed, since a lost connection itself does not say it
   */
  public static RedisError ofCall(Throwable failure, @Nullable Throwable connecting) {
    List<Throwable> all = causes(failure, connecting);
    return all.stream().flatMap(cause -> refusal(cause).stream()).findFirst().or(() -> all.stream()
        .filter(RedisCommandExecutionException.class::isInstance).findFirst()
        .map(cause -> new RedisError(Kind.REFUSING, "Redis refuses calls: "
            + RedisRefusal.withoutPlace(String.valueOf(cause.getMessage())), null)))
        .orElseGet(() -> new RedisError(Kind.UNREACHABLE, "Redis does not answer: " + root(failure, connecting), null));
  }

  /** @param commands that a probe found to be forbidden, each with its key */
  public static RedisError missingRights(Collection<String> commands) {
    return new RedisError(Kind.REFUSING, "The Redis user of the service may not " + String.join(", ", commands)
        + ", so nothing is changed; give it the rights of docs/redis-users.acl", RedisRefusal.MISSING_RIGHT);
  }

  /** Whether it comes from Redis or from the way there, and not from a defect of this service. */
  public static boolean isOfRedis(@Nullable Throwable failure) {
    return failure instanceof RedisException || failure instanceof DataAccessException
        || failure instanceof TimeoutException || failure instanceof IOException;
  }

  public boolean isOutage() {
    return kind != Kind.COMMAND;
  }

  public boolean isMissingRight() {
    return refusal == RedisRefusal.MISSING_RIGHT;
  }

  public boolean isOfAReplica() {
    return refusal != null && refusal.isOfAReplica();
  }

  /** Whether only an operator can change it, by a right or a setting of the server. */
  public boolean isSetup() {
    return kind == Kind.REFUSING && (refusal == null || refusal == RedisRefusal.MISSING_RIGHT
        || refusal == RedisRefusal.UNKNOWN_COMMAND);
  }

  private static Optional<RedisError> refusal(Throwable cause) {
    String words = String.valueOf(cause.getMessage());
    return RedisRefusal.of(words).map(refusal -> refusing(refusal, words));
  }

  private static RedisError refusing(RedisRefusal refusal, String words) {
    return new RedisError(Kind.REFUSING, refusal.sentence(words), refusal);
  }

  private static RedisError damaged(String key, String words) {
    return new RedisError(Kind.PARTITION_DAMAGED, "Redis holds something under the key " + key
        + " that the service did not write; rename that key (" + RedisRefusal.withoutPlace(words) + ")", null);
  }

  private static RedisError ofOneCommand(String words) {
    return new RedisError(Kind.COMMAND, RedisRefusal.withoutPlace(words), null);
  }

  /** The failure, what caused it, and what was suppressed for it; the outermost first. */
  private static List<Throwable> causes(Throwable failure, @Nullable Throwable connecting) {
    List<Throwable> all = new ArrayList<>();
    Deque<Throwable> next = new ArrayDeque<>(List.of(failure));
    if (connecting != null) {
      next.add(connecting);
    }
    while (!next.isEmpty() && all.size() < DEEPEST) {
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
    String words = root.getMessage();
    return words == null || words.isBlank() ? root.getClass().getSimpleName() : words;
  }
}
