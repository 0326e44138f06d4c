package io.seatlock.store.redis;

import java.time.Duration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * How long to wait for Redis. All waits are derived from {@code spring.data.redis.timeout}.
 *
 * @param command until Lettuce fails a command that Redis has not answered
 * @param shortestBackstop lower limit of the safety limits, above the length of a JVM pause
 */
public record RedisTimeouts(Duration command, Duration shortestBackstop) {

  /** A longer one would only make the relay slow to stop. */
  private static final Duration LONGEST_BLOCKING_READ = Duration.ofMillis(200);

  private static final Duration SHORTEST_BACKSTOP = Duration.ofSeconds(1);

  public RedisTimeouts(Duration command) {
    this(command, SHORTEST_BACKSTOP);
  }

  public static RedisTimeouts of(LettuceConnectionFactory connections) {
    return new RedisTimeouts(connections.getClientConfiguration().getCommandTimeout());
  }

  /**
   * How long a read may wait in Redis for an event that is still to come. Its answer must be here before the command
   * fails, also if both are slow.
   */
  public Duration blockingRead() {
    Duration share = command.multipliedBy(2).dividedBy(5);
    return share.compareTo(LONGEST_BLOCKING_READ) < 0 ? share : LONGEST_BLOCKING_READ;
  }

  /** How long a command may be queued before it fails without being sent. */
  public Duration queue() {
    return command;
  }

  /** Safety limit for a single answer, in case Lettuce does not fail it after one time-out. */
  public Duration answer() {
    return backstop(2);
  }

  /** Safety limit for one call of the script, which may be sent twice (Redis does not know the script). */
  public Duration call() {
    return backstop(4);
  }

  /** For the reply to a command that is queued behind another call, each of the two followed by its compensation. */
  public Duration reply() {
    return queue().plus(call().multipliedBy(4));
  }

  private Duration backstop(int timeouts) {
    Duration product = command.multipliedBy(timeouts);
    return product.compareTo(shortestBackstop) < 0 ? shortestBackstop : product;
  }
}
