package io.seatlock.store.identity;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.script.Keys;
import io.seatlock.store.settings.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Detects a store that was created with one partition instead of several, or the reverse. With one partition key names
 * are plain, with several they have hash tags. So an instance with the wrong setting would find none of its keys and
 * consider the store empty.
 */
public final class OtherPartitionCount {

  private static final byte[] PARTITIONS = bytes("partitions");

  private final LettuceConnectionFactory connections;

  private final String keyPrefix;

  private final int own;

  /** @param own partitions of this instance */
  private OtherPartitionCount(LettuceConnectionFactory connections, String keyPrefix, int own) {
    this.connections = connections;
    this.keyPrefix = keyPrefix;
    this.own = own;
  }

  public static OtherPartitionCount of(StoreSettings settings, LettuceConnectionFactory connections) {
    return new OtherPartitionCount(connections, settings.keyPrefix(), settings.partitions());
  }

  /**
   * Looks for such a store.
   *
   * @return its number of partitions; empty if there is no such store; -1 if the stored text is not a number
   * @throws SeatsUnavailable if Redis did not answer
   */
  public OptionalInt find() {
    byte[] found = await(redis().hget(bytes(otherIdentity()), PARTITIONS));
    return found == null ? OptionalInt.empty() : OptionalInt.of(number(found));
  }

  /** The first identity key of a store with one partition instead of several, or the reverse. */
  private String otherIdentity() {
    return new Keys(keyPrefix, 0, own == 1 ? 2 : 1).identity();
  }

  /**
   * Removes the key that {@link #find} reads, and the other identity keys of the store. Its seats stay.
   *
   * @param others the partitions of that store; 0 or less if the number is not known
   * @throws SeatsUnavailable if Redis did not answer
   */
  public void removeIdentity(int others) {
    Stream.concat(Stream.of(otherIdentity()), names(others)).distinct()
        .forEach(name -> await(redis().del(bytes(name))));
  }

  /** The names of identity keys that this instance does not use itself. */
  private Stream<String> names(int others) {
    List<String> ours = namesOf(own).toList();
    return namesOf(others).filter(name -> !ours.contains(name));
  }

  private Stream<String> namesOf(int partitions) {
    return IntStream.range(0, partitions).mapToObj(number -> new Keys(keyPrefix, number, partitions).identity());
  }

  @SuppressWarnings("unchecked")
  private RedisClusterAsyncCommands<byte[], byte[]> redis() {
    try {
      return (RedisClusterAsyncCommands<byte[], byte[]>) connections.getConnection().getNativeConnection();
    } catch (DataAccessException away) {
      throw new SeatsUnavailable("Redis is out of reach: " + away, away);
    }
  }

  private <T extends @Nullable Object> T await(CompletionStage<T> answer) {
    try {
      return answer.toCompletableFuture().get(RedisTimeouts.of(connections).answer().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new SeatsUnavailable(
          "Redis refused to read the key " + otherIdentity()
              + ", which a store with another number of partitions would "
              + "have. If the key belongs to another program, rename it: " + e.getCause(),
          e.getCause());
    } catch (TimeoutException e) {
      throw new SeatsUnavailable(
          "Redis did not answer in time whether there is a store with another number of partitions", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SeatsUnavailable("Interrupted while waiting for Redis", e);
    }
  }

  /** -1 for a text that is not a number, and so was not written by the service. */
  private static int number(byte[] text) {
    try {
      return Integer.parseInt(new String(text, StandardCharsets.UTF_8));
    } catch (NumberFormatException damaged) {
      return -1;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
