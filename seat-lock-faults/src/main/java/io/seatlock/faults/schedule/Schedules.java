package io.seatlock.faults.schedule;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** All schedules. */
public final class Schedules {

  private static final List<BiFunction<Random, Scale, Schedule>> ALL = List.of(
      MixedSchedules::everything,
      KillSchedules::oneAfterTheOther,
      KillSchedules::inPartitions,
      KillSchedules::overKafka,
      KillSchedules::allAtOnce,
      LinkSchedules::cuts,
      LinkSchedules::blackHoles,
      LinkSchedules::droppedReplies,
      LinkSchedules::halfOpen,
      RedisSchedules::slow,
      RedisSchedules::killed,
      RedisSchedules::hanging,
      RedisSchedules::olderFile,
      RedisSchedules::failOversFast,
      RedisSchedules::failOversSafe,
      SafeModeSchedules::replicaHealthy,
      SafeModeSchedules::replicaAway,
      KafkaSchedules::brokerKilled,
      KafkaSchedules::brokerHanging,
      KafkaSchedules::redisAway,
      KafkaSchedules::rebalances,
      DeadlineSchedules::allDown,
      DeadlineSchedules::onceEach,
      DeadlineSchedules::late,
      DeadlineSchedules::falseAlarms,
      HandOverSchedules::relayKilled,
      HandOverSchedules::relayHangs,
      HandOverSchedules::deployed,
      HandOverSchedules::wrongClocks,
      ClusterSchedules::primaryLost,
      MapSchedules::live);

  private Schedules() {}

  /** The same seed and scale give the same schedules, step by step. */
  public static Stream<Schedule> all(long seed, Scale scale) {
    return ALL.stream().map(recipe -> recipe.apply(new Random(seed), scale));
  }
}
