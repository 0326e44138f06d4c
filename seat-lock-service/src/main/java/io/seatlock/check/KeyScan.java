package io.seatlock.check;

import io.lettuce.core.Limit;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScoredValueScanCursor;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.outbox.OutboxEntry;
import io.seatlock.store.redis.RedisTimeouts;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Reads keys and their content page by page ({@code SCAN}), so that a large venue does not block Redis. Changes during
 * a scan may be missed, and a key or field may be returned twice. On a Cluster the keys of every primary are read.
 */
final class KeyScan {

  /** Approximate number of entries of a page. */
  static final int PAGE_SIZE = 500;

  private static final ScanArgs ARGS = ScanArgs.Builder.limit(PAGE_SIZE);

  private final RedisConnectionFactory connections;

  private final RedisTimeouts timeouts;

  KeyScan(RedisConnectionFactory connections, RedisTimeouts timeouts) {
    this.connections = connections;
    this.timeouts = timeouts;
  }

  void keys(String pattern, Consumer<List<String>> page) {
    ScanArgs args = ScanArgs.Builder.limit(PAGE_SIZE).match(pattern, StandardCharsets.UTF_8);
    ScanCursor cursor = ScanCursor.INITIAL;
    while (!cursor.isFinished()) {
      var keys = await(redis().scan(cursor, args));
      page.accept(texts(keys.getKeys()));
      cursor = keys;
    }
  }

  /**
   * @param page receives the fields and values, page by page
   * @throws WrongType if the key is not a hash
   */
  void fields(String key, Consumer<Map<String, String>> page) {
    ScanCursor cursor = ScanCursor.INITIAL;
    while (!cursor.isFinished()) {
      MapScanCursor<byte[], byte[]> fields = await(redis().hscan(bytes(key), cursor, ARGS));
      page.accept(texts(fields.getMap()));
      cursor = fields;
    }
  }

  /** Requests the first page of a sorted set immediately, so that many small sets share a round trip. */
  Members members(String key) {
    return new Members(bytes(key), redis().zscan(bytes(key), ARGS));
  }

  /** The members of a sorted set, whose first page was requested. */
  final class Members {

    private final byte[] key;

    private final RedisFuture<ScoredValueScanCursor<byte[]>> first;

    private Members(byte[] key, RedisFuture<ScoredValueScanCursor<byte[]>> first) {
      this.key = key;
      this.first = first;
    }

    /** @throws WrongType if the key is not a sorted set */
    void read(Consumer<List<String>> page) {
      ScoredValueScanCursor<byte[]> cursor = await(first);
      page.accept(texts(cursor));
      while (!cursor.isFinished()) {
        cursor = await(redis().zscan(key, cursor, ARGS));
        page.accept(texts(cursor));
      }
    }

    private static List<String> texts(ScoredValueScanCursor<byte[]> members) {
      return members.getValues().stream().map(member -> text(member.getValue())).toList();
    }
  }

  /**
   * A page of a stream, oldest entry first. The last page has fewer than {@link #PAGE_SIZE} entries.
   *
   * @param from the lowest id to be read
   * @throws WrongType if the key is not a stream
   */
  List<OutboxEntry> entries(String stream, String from) {
    return await(redis().xrange(bytes(stream), Range.create(from, "+"), Limit.from(PAGE_SIZE))).stream()
        .map(KeyScan::entry)
        .toList();
  }

  /** Whether a key exists and has no expiry. */
  boolean hasNoExpiry(String key) {
    return await(redis().pttl(bytes(key))) == -1;
  }

  /** All entries of a stream from this id on, oldest first. */
  void allEntries(String stream, String first, Consumer<OutboxEntry> take) {
    String next = first;
    List<OutboxEntry> page;
    do {
      page = entries(stream, next);
      page.forEach(take);
      next = page.isEmpty() ? next : page.getLast().nextId();
    } while (page.size() == PAGE_SIZE);
  }

  boolean contains(String stream, String id) {
    return !await(redis().xrange(bytes(stream), Range.create(id, id))).isEmpty();
  }

  private static OutboxEntry entry(StreamMessage<byte[], byte[]> message) {
    return OutboxEntry.read(message.getId(), message.getBody());
  }

  @SuppressWarnings("unchecked")
  private RedisClusterAsyncCommands<byte[], byte[]> redis() {
    try {
      return (RedisClusterAsyncCommands<byte[], byte[]>) connections.getConnection().getNativeConnection();
    } catch (DataAccessException away) {
      throw new SeatsUnavailable("Redis is out of reach: " + NestedExceptionUtils.getMostSpecificCause(away), away);
    }
  }

  private <T> T await(RedisFuture<T> reply) {
    try {
      return reply.get(timeouts.answer().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RedisCommandExecutionException refused
          ? refused(refused)
          : new SeatsUnavailable("Redis did not answer: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new SeatsUnavailable("Redis did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SeatsUnavailable("Interrupted while waiting for Redis", e);
    }
  }

  private static RuntimeException refused(RedisCommandExecutionException refused) {
    String message = String.valueOf(refused.getMessage());
    return message.startsWith("WRONGTYPE")
        ? new WrongType(message)
        : new SeatsUnavailable("Redis refused the command: " + message, refused);
  }

  private static List<String> texts(Collection<byte[]> values) {
    return values.stream().map(KeyScan::text).toList();
  }

  private static Map<String, String> texts(Map<byte[], byte[]> fields) {
    Map<String, String> texts = HashMap.newHashMap(fields.size());
    fields.forEach((name, value) -> texts.put(text(name), text(value)));
    return texts;
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The key has another type than expected. */
  static final class WrongType extends RuntimeException {

    WrongType(String message) {
      super(message, null, false, false);
    }
  }
}
