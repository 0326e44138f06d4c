package io.seatlock.store.redis;

import java.time.Duration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * How long to wait for Redis. All limits are derived from {@code spring.data.redis.timeout}.
 *
 * @param command after this time Lettuce fails a command that Redis has not answered
 * @param shortestBackstop shortest safety limit, longer than a pause of the JVM
 */
public record RedisTimeouts(Duration command, Duration shortestBackstop) {

  /** A longer blocking read would only delay the stop of the relay. */
  private static final Duration LONGEST_BLOCKING_READ = Duration.ofMillis(200);

  private static final Duration SHORTEST_BACKSTOP = Duration.ofSeconds(1);

  public RedisTimeouts(Duration command) {
    this(command, SHORTEST_BACKSTOP);
  }

  public static RedisTimeouts of(LettuceConnectionFactory connections) {
    return new RedisTimeouts(connections.getClientConfiguration().getCommandTimeout());
  }

  /**
   * How long a blocking read may wait in Redis for an event. Its reply must arrive before the command times out, even
   * if server and network are slow.
   */
  public Duration blockingRead() {
    Duration share = command.multipliedBy(2).dividedBy(5);
    return share.compareTo(LONGEST_BLOCKING_READ) < 0 ? share : LONGEST_BLOCKING_READ;
  }

  /** How long a command may be queued before it fails without being sent. */
  public Duration queue() {
    return command;
  }

  /** Safety limit for the reply to a single command, in case Lettuce does not fail the command after one time-out. */
  public Duration answer() {
    return backstop(2);
  }

  /** Safety limit for one call of the script, which is sent twice if Redis does not know the script. */
  public Duration call() {
    return backstop(4);
  }

  private Duration backstop(int timeouts) {
    Duration product = command.multipliedBy(timeouts);
    return product.compareTo(shortestBackstop) < 0 ? shortestBackstop : product;
  }
}
