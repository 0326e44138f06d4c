package io.seatlock.store.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.redis.ServerInfo;
import io.seatlock.store.settings.DurabilitySettings;
import io.seatlock.store.settings.IdentitySettings;
import io.seatlock.store.settings.StoreSettings;
import io.seatlock.store.settings.SweepSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupRulesTests {

  private static final String SOUND = """
      # Server
      redis_version:7.0.15
      redis_mode:standalone
      maxmemory_policy:noeviction
      aof_enabled:1
      aof_last_write_status:ok
      role:master
      connected_slaves:2
      slave0:ip=10.0.0.2,port=6379,state=online,offset=1,lag=0
      slave1:ip=10.0.0.3,port=6379,state=wait_bgsave,offset=0,lag=0
      """;

  private static StoreSettings settings(int partitions, DurabilitySettings.Mode mode, int replicas) {
    return new StoreSettings(partitions, new SweepSettings(Duration.ofMillis(100), true),
        new DurabilitySettings(mode, replicas, Duration.ofMillis(100)),
        new IdentitySettings(true, Duration.ofSeconds(3)));
  }

  private static final StoreSettings FAST = settings(1, DurabilitySettings.Mode.FAST, 1);

  private static List<String> warnings(String info, StoreSettings settings) {
    return SetupRules.of(List.of(ServerInfo.parse("r1:6379", info)), Set.of(), settings);
  }

  @Test
  void soundRedisGivesNoWarning() {
    assertThat(warnings(SOUND, FAST)).isEmpty();
    assertThat(warnings(SOUND, settings(1, DurabilitySettings.Mode.SAFE, 1))).isEmpty();
    assertThat(warnings(SOUND.replace("standalone", "cluster"), settings(2, DurabilitySettings.Mode.FAST, 1)))
        .isEmpty();
  }

  @Test
  void redisThatTellsNothingGivesNoWarning() {
    assertThat(warnings("", FAST)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      redis_version:7.0.15         | redis_version:6.0.16         | Redis 6.0.16 lacks | Use 6.2
      redis_version:7.0.15         | redis_version:5.0.14         | Redis 5.0.14 lacks | Use 6.2
      redis_version:7.0.15         | redis_version:6.2.19         | Redis 6.2.19 has a known hole | Update it
      redis_version:7.0.15         | redis_version:7.2.10         | Redis 7.2.10 has a known hole | Update it
      redis_version:7.0.15         | redis_version:7.4.5          | Redis 7.4.5 has a known hole | Update it
      redis_version:7.0.15         | redis_version:8.0.3          | Redis 8.0.3 has a known hole | Update it
      redis_version:7.0.15         | redis_version:8.2.1          | Redis 8.2.1 has a known hole | Update it
      maxmemory_policy:noeviction  | maxmemory_policy:allkeys-lru | maxmemory-policy is allkeys-lru | Set maxmemory-policy noeviction
      aof_enabled:1                | aof_enabled:0                | appendonly is no   | Set appendonly yes
      aof_last_write_status:ok     | aof_last_write_status:err    | Redis can't write its append-only file | Make room
      role:master                  | role:slave                   | This Redis is a replica | the primary's address
      redis_mode:standalone        | redis_mode:cluster           | Redis is a Cluster | Set seat-lock.partitions
      """)
  void warningSaysWhatIsWrongAndWhatToSet(String sound, String wrong, String what, String advice) {
    assertThat(SOUND).contains(sound);

    assertThat(warnings(SOUND.replace(sound, wrong), FAST)).singleElement().asString().startsWith(what).contains(advice)
        .contains(": ").endsWith(".");
  }

  @ParameterizedTest
  @CsvSource({"6.2.6", "7.0.15", "8.0.0", "unstable"})
  void newEnoughIsFromSixTwoOn(String version) {
    assertThat(ServerInfo.parse("r1", "redis_version:" + version).isTooOld()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"6.2.20", "7.2.11", "7.4.6", "7.4.60", "8.0.4", "8.2.2", "8.4.0", "7.0.15", "unstable", "8.2.x"})
  void closedHoleIsNoWarning(String version) {
    assertThat(ServerInfo.parse("r1:6379", "redis_version:" + version).hasKnownVulnerability()).isFalse();
  }

  @Test
  void holeOfARedisThatOnlyItsMachineReachesIsNoWarning() {
    String old = SOUND.replace("7.0.15", "6.2.6");
    for (String address : List.of("127.0.0.1:6379", "localhost:6379", "::1:6379", "[::1]:6379")) {
      assertThat(SetupRules.of(List.of(ServerInfo.parse(address, old)), Set.of(), FAST)).as(address).isEmpty();
    }
    assertThat(warnings(old + "\nserver_name:valkey", FAST)).isEmpty();
    assertThat(warnings(old, FAST)).hasSize(1);
  }

  @Test
  void safeModeCountsTheReplicasThatFollow() {
    assertThat(warnings(SOUND, settings(1, DurabilitySettings.Mode.SAFE, 2))).singleElement().asString()
        .contains("needs 2 replicas, but 1 follow");
  }

  @Test
  void sameWarningOfSeveralPrimariesIsOneLine() {
    ServerInfo first = ServerInfo.parse("r1:6379", SOUND.replace("aof_enabled:1", "aof_enabled:0"));
    ServerInfo second = ServerInfo.parse("r2:6379", SOUND.replace("aof_enabled:1", "aof_enabled:0"));
    ServerInfo third = ServerInfo.parse("r3:6379", SOUND);

    assertThat(SetupRules.of(List.of(third, second, first), Set.of(), FAST)).singleElement().asString()
        .startsWith("appendonly is no").endsWith(" (r1:6379, r2:6379)");
  }

  @Test
  void missingRightsAreNamed() {
    assertThat(SetupRules.of(List.of(), Set.of("ZADD seat-holdings::probe:"), FAST)).singleElement().asString()
        .contains("(ZADD seat-holdings::probe:)", "docs/redis-users.acl");
  }
}
