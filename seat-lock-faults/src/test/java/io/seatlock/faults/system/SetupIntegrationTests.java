package io.seatlock.faults.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.servers.RedisSetup;
import io.seatlock.testkit.redis.RedisCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Redis settings of a schedule take effect. */
class SetupIntegrationTests {

  @TempDir
  private Path folder;

  @Test
  void redisSyncsBeforeEachAnswerWhereAScheduleWantsIt() throws IOException {
    assertThat(sync(Setup.single(1))).isEqualTo("everysec");
    assertThat(sync(Setup.single(1).withRedis(Setup.SYNCED))).isEqualTo("always");
  }

  private String sync(Setup setup) throws IOException {
    try (RedisSetup redis = setup.startRedis(Files.createTempDirectory(folder, "redis"))) {
      return RedisCall.ask(redis.primaries().getFirst(), "CONFIG", "GET", "appendfsync").getLast();
    }
  }
}
