package io.seatlock.faults.rig;

import java.io.IOException;
import java.util.List;

/** The Redis that the services use: one, one with a replica, or a cluster. */
public sealed interface RedisShape extends AutoCloseable permits SingleRedis, ReplicatedRedis, ClusteredRedis {

  /** The ports that hold the truth now; together they have every seat once. */
  List<Integer> primaries();

  /** Settings by which a new instance of the service finds it, over a link of its own if there can be one. */
  List<String> settings(Links links);

  /** Settings by which the service finds it without any link between. */
  List<String> directSettings();

  @Override
  void close();

  /** The sum over all keys with this ending, such as the outboxes of all partitions. */
  default long sum(String command, String keyEnding) throws IOException {
    long sum = 0;
    for (int port : primaries()) {
      for (String key : RedisCall.ask(port, "KEYS", "*" + keyEnding)) {
        sum += RedisCall.number(port, command, key);
      }
    }
    return sum;
  }
}
