package io.seatlock;

import io.seatlock.testkit.kafka.KafkaProcess;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an operator does when the store is not the one it was. */
final class Stores {

  private Stores() {}

  /** As it is typed. */
  static Run confirm(RealRedis redis, KafkaProcess kafka, String... flags) {
    return confirm(redis.servers().springSettings(), kafka.bootstrapServers(), flags);
  }

  static Run confirm(Map<String, String> redis, String kafka, String... flags) {
    Map<String, String> settings = new LinkedHashMap<>(redis);
    settings.put("spring.kafka.bootstrap-servers", kafka);
    return Run.command("confirm-store", settings, flags);
  }
}
