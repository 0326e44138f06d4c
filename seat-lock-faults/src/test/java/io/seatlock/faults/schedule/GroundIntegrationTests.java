package io.seatlock.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.rig.RedisCall;
import io.seatlock.faults.rig.RedisShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a schedule says of its Redis is in force there. */
class GroundIntegrationTests {

  @TempDir
  private Path folder;

  @Test
  void redisSyncsBeforeEachAnswerWhereAScheduleWantsIt() throws IOException {
    assertThat(sync(Ground.single(1))).isEqualTo("everysec");
    assertThat(sync(Ground.single(1).withRedis(Ground.SYNCED))).isEqualTo("always");
  }

  private String sync(Ground ground) throws IOException {
    try (RedisShape redis = ground.startRedis(Files.createTempDirectory(folder, "redis"))) {
      return RedisCall.ask(redis.primaries().getFirst(), "CONFIG", "GET", "appendfsync").getLast();
    }
  }
}
