package io.seatlock;

import io.lettuce.core.Range;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.seatlock.store.RedisServers;
import io.seatlock.store.RedisView;
import io.seatlock.testkit.redis.RedisCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A real Redis or cluster, and an operator's view into it. */
final class RealRedis implements AutoCloseable {

  private final RedisServers servers;

  private final RedisView view;

  private RealRedis(RedisServers servers) {
    this.servers = servers;
    view = new RedisView(servers);
  }

  /** @param lines for the end of redis.conf */
  static RealRedis start(String... lines) {
    return new RealRedis(RedisServers.start(RedisServers.settings().withLines(lines)));
  }

  /** @param cluster closed with this */
  static RealRedis of(RedisCluster cluster) {
    return new RealRedis(RedisServers.of(cluster));
  }

  RedisServers servers() {
    return servers;
  }

  RedisClusterCommands<String, String> commands() {
    return view.commands();
  }

  /** Each node by itself. */
  List<RedisCommands<String, String>> nodes() {
    return view.nodes();
  }

  /** The fewest subscribers that a node has for this channel. */
  long subscribers(String channel) {
    return view.subscribers(channel);
  }

  /** A plain name as it is written in the partition of this venue. */
  String key(String venue, String name) {
    return servers.key(venue, name);
  }

  /** The hash of a venue. */
  String seats(String venue) {
    return key(venue, "seats:" + venue);
  }

  /** Events that wait, in all partitions together. */
  long outboxLength() {
    return servers.outboxes().stream().mapToLong(outbox -> commands().xlen(outbox)).sum();
  }

  /** How many locks end within this time, of all tests. */
  long locksEndingWithin(Duration time) {
    Range<Long> soon = Range.from(Range.Boundary.unbounded(), Range.Boundary.including(timeMillis() + time.toMillis()));
    return servers.ofEachPartition("seat-deadlines").stream()
        .mapToLong(deadlines -> commands().zcount(deadlines, soon)).sum();
  }

  /** Redis' own clock, the only one that counts. */
  long timeMillis() {
    var time = commands().time();
    return Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
  }

  /** Empty, but still the store that the service knows. */
  void removeAllSeats() {
    commands().keys("*").stream().filter(key -> !key.endsWith("seat-identity")).forEach(commands()::del);
  }

  /**
   * Every key with its whole value. The outbox counts what ever went through it, so an event that came
   * and went shows, too. Left out is what the instances renew all the time: the leases, who they are, and the beat.
   */
  Map<String, String> everything() {
    Map<String, String> all = new TreeMap<>();
    for (String key : commands().keys("*")) {
      if (!key.contains("seat-outbox-") && !key.endsWith("seat-identity")) {
        byte[] value = view.binary().dump(key.getBytes(StandardCharsets.UTF_8));
        all.put(key, Base64.getEncoder().encodeToString(value));
      }
    }
    return all;
  }

  @Override
  public void close() {
    view.close();
    servers.close();
  }
}
