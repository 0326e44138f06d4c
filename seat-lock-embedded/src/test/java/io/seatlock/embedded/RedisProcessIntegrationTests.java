package io.seatlock.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.embedded.KilledOwner.Owned;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisProcessIntegrationTests {

  @TempDir
  private Path folder;

  @Test
  void stoppedRedisIsGoneAndStoppingAgainDoesNothing() {
    RedisProcess redis = RedisProcess.start(TestRedis.temporary());
    RunningProcess process = new RunningProcess(redis.pid());
    assertThat(process.isAlive()).isTrue();
    redis.close();
    redis.close();
    redis.stop();
    assertThat(process.isAlive()).isFalse();
    assertThat(LoopbackPorts.isFree(redis.port())).isTrue();
    assertThat(redis.directory()).doesNotExist();
  }

  @Test
  void settingsThatTheServiceDependsOnAreInForce() {
    try (RedisProcess redis = RedisProcess.start(TestRedis.temporary())) {
      assertThat(setting(redis, "appendonly")).contains("yes");
      assertThat(setting(redis, "appendfsync")).contains("everysec");
      assertThat(setting(redis, "maxmemory-policy")).contains("noeviction");
      assertThat(setting(redis, "notify-keyspace-events")).contains("xE");
      assertThat(setting(redis, "bind")).contains("127.0.0.1");
      assertThat(setting(redis, "protected-mode")).contains("yes");
    }
  }

  @Test
  void extraLinesWinOverOurs() {
    RedisSettings settings = TestRedis.temporary().withLines("maxmemory-policy allkeys-lru");
    try (RedisProcess redis = RedisProcess.start(settings)) {
      assertThat(setting(redis, "maxmemory-policy")).contains("allkeys-lru");
    }
  }

  @Test
  void restartKeepsPortAndData() {
    try (RedisProcess redis = RedisProcess.start(TestRedis.temporary())) {
      set(redis);
      int port = redis.port();
      redis.restart();
      assertThat(redis.port()).isEqualTo(port);
      assertThat(get(redis)).contains("taken");
    }
  }

  @Test
  void killedRedisKeepsItsDataToo() {
    try (RedisProcess redis = RedisProcess.start(TestRedis.temporary())) {
      set(redis);
      redis.kill();
      assertThat(redis.isRunning()).isFalse();
      redis.restart();
      assertThat(get(redis)).contains("taken");
    }
  }

  @Test
  void withoutPersistenceRestartBeginsEmpty() {
    RedisSettings settings = TestRedis.temporary().withoutPersistence();
    try (RedisProcess redis = RedisProcess.start(settings)) {
      set(redis);
      redis.restart();
      assertThat(get(redis)).startsWith("$-1");
    }
  }

  @Test
  void pausedRedisAnswersNobodyUntilItIsResumed() {
    try (RedisProcess redis = RedisProcess.start(TestRedis.temporary())) {
      redis.pause();
      assertThat(RedisProbe.isServing(redis.port())).isFalse();
      redis.resume();
      assertThat(Poll.until(TestRedis.SOON, () -> RedisProbe.isServing(redis.port()))).isTrue();
    }
  }

  @Test
  void pausedRedisCanBeStopped() {
    RedisProcess redis = RedisProcess.start(TestRedis.in(folder));
    redis.pause();
    redis.close();
    assertThat(redis.isRunning()).isFalse();
    assertThat(folder.resolve("redis.log")).as("ended in an orderly way").content().contains("Received SIGTERM");
  }

  @Test
  void bundledRedisStartsWhereNoneIsInstalled() {
    RedisSettings settings = RedisSettings.temporary().withBundledBinary();
    try (RedisProcess redis = RedisProcess.start(settings)) {
      set(redis);
      assertThat(get(redis)).contains("taken");
      assertThat(redis.describe()).contains("Redis 6.2.").contains("bundled");
    }
  }

  @Test
  void orphanOfKilledJvmIsEndedAndItsDataKept() throws IOException {
    Owned orphan = KilledOwner.leaveRedisBehindIn(folder);
    assertThat(orphan.server().isAlive()).isTrue();
    RedisSettings settings = TestRedis.in(folder).withPort(orphan.port());
    try (RedisProcess redis = RedisProcess.start(settings)) {
      assertThat(orphan.server().isAlive()).isFalse();
      assertThat(folder.resolve("redis.log")).content().contains("Received SIGTERM");
      assertThat(get(redis)).contains("taken");
    }
  }

  @Test
  void orphanThatAnswersLateIsAskedAgain() throws IOException {
    Owned orphan = KilledOwner.leaveRedisBehindIn(folder);
    orphan.server().signal("STOP");
    CompletableFuture<Void> late = CompletableFuture.runAsync(() -> orphan.server().signal("CONT"),
        CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
    try (RedisProcess redis = RedisProcess.start(TestRedis.in(folder))) {
      assertThat(orphan.server().isAlive()).isFalse();
      assertThat(get(redis)).contains("taken");
    } finally {
      late.join();
      if (orphan.server().isAlive()) {
        orphan.server().kill();
      }
    }
  }

  @Test
  void noRedisStartsBesideAnOrphanThatHangs() throws IOException {
    Owned orphan = KilledOwner.leaveRedisBehindIn(folder);
    orphan.server().signal("STOP");
    try {
      assertThatThrownBy(() -> RedisProcess.start(TestRedis.in(folder)))
          .hasMessageContaining("process " + orphan.server().pid());
    } finally {
      orphan.server().kill();
    }
  }

  @Test
  void redisOfAnotherFolderIsNeverEnded() throws IOException {
    try (RedisProcess foreign = RedisProcess.start(TestRedis.temporary())) {
      Files.copy(foreign.directory().resolve("redis.conf"), folder.resolve("redis.conf"));
      RedisSettings settings = TestRedis.in(folder).preferringPort(foreign.port());
      try (RedisProcess redis = RedisProcess.start(settings)) {
        assertThat(foreign.isRunning()).isTrue();
        assertThat(redis.port()).isNotEqualTo(foreign.port());
      }
    }
  }

  @Test
  void processThatGotTheOldPidIsNeverEnded() throws IOException {
    Process foreign = new ProcessBuilder("sleep", "60").start();
    Files.writeString(folder.resolve("redis.pid"), foreign.pid() + "\n");
    try (RedisProcess redis = RedisProcess.start(TestRedis.in(folder))) {
      assertThat(redis.isRunning()).isTrue();
      assertThat(foreign.isAlive()).isTrue();
    } finally {
      foreign.destroyForcibly();
    }
  }

  @Test
  void folderInUseIsRefused() {
    try (RedisProcess redis = RedisProcess.start(TestRedis.in(folder))) {
      assertThatThrownBy(() -> RedisProcess.start(TestRedis.in(folder)))
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " uses the data in")
          .hasMessageContaining(redis.directory().toString());
      assertThat(redis.isRunning()).isTrue();
    }
  }

  @Test
  void takenPortIsRefusedUnlessAnotherMayReplaceIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, LoopbackPorts.loopback())) {
      int port = taken.getLocalPort();
      RedisSettings settings = TestRedis.temporary();
      assertThatThrownBy(() -> RedisProcess.start(settings.withPort(port)))
          .hasMessageContaining("port " + port);
      try (RedisProcess redis = RedisProcess.start(settings.preferringPort(port))) {
        assertThat(redis.port()).isNotEqualTo(port);
      }
    }
  }

  @Test
  void unknownSettingIsReportedWithRedisOwnMessage() {
    RedisSettings settings = TestRedis.temporary().withLines("no-such-setting yes");
    assertThatThrownBy(() -> RedisProcess.start(settings)).hasMessageContaining("no-such-setting");
  }

  @Test
  void dataOfNewerRedisIsNotGivenToOlderOne() throws IOException {
    Files.createDirectory(folder.resolve("appendonlydir"));
    RedisSettings settings = RedisSettings.in(folder).withBundledBinary();
    assertThatThrownBy(() -> RedisProcess.start(settings))
        .hasMessageContaining("was written by Redis 7 or newer");
  }

  @Test
  void folderWithSpacesAndQuotesIsServed() {
    RedisSettings settings = TestRedis.in(folder.resolve("a \"b\" \\ c"));
    try (RedisProcess redis = RedisProcess.start(settings)) {
      set(redis);
      redis.restart();
      assertThat(get(redis)).contains("taken");
    }
  }

  @Test
  void endOfTheJvmEndsRedis() throws Exception {
    Owned redis = KilledOwner.start(folder);
    assertThat(redis.server().isAlive()).isTrue();
    redis.jvm().getOutputStream().close();
    assertThat(redis.jvm().waitFor(TestRedis.SOON)).isTrue();
    assertThat(redis.server().isAlive()).isFalse();
  }

  private static void set(RedisProcess redis) {
    assertThat(TestRedis.ask(redis.port(), "SET seat taken")).startsWith("+OK");
  }

  private static String get(RedisProcess redis) {
    return TestRedis.ask(redis.port(), "GET seat");
  }

  private static String setting(RedisProcess redis, String name) {
    return TestRedis.ask(redis.port(), "CONFIG GET " + name);
  }
}
