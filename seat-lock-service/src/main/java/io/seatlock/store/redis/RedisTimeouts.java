package io.seatlock.store.redis;

import java.time.Duration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * How long to wait for Redis. All of it follows from {@code spring.data.redis.timeout}, so that one setting makes the
 * service as patient as its Redis needs.
 *
 * @param command until Lettuce fails a command that Redis has not answered
 * @param shortestBackstop for what Lettuce should have ended before; a pause of the JVM must not look like it
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

  /** How long a command may wait for its turn before it is given up unsent. */
  public Duration queue() {
    return command;
  }

  /** For an answer that Lettuce fails after one time-out itself, in case that it does not. */
  public Duration answer() {
    return backstop(2);
  }

  /** For one call of the script, which may be sent twice (Redis has forgotten the script). */
  public Duration call() {
    return backstop(4);
  }

  /** For the reply to a command that waits behind a call, each of the two followed by one that takes it back. */
  public Duration reply() {
    return queue().plus(call().multipliedBy(4));
  }

  private Duration backstop(int timeouts) {
    Duration product = command.multipliedBy(timeouts);
    return product.compareTo(shortestBackstop) < 0 ? shortestBackstop : product;
  }
}
