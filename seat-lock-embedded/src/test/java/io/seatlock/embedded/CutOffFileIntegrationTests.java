package io.seatlock.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Redis that was killed while it wrote to its append-only file. */
class CutOffFileIntegrationTests {

  /** What a script writes is a transaction in the file. */
  @ParameterizedTest
  @ValueSource(ints = {5, 14, 20, 60})
  void halfATransactionIsForgottenAndWhatFollowsIsKept(int lost) throws IOException {
    try (RedisProcess redis = RedisProcess.start(TestRedis.temporary())) {
      TestRedis.ask(redis.port(), "SET seat taken");
      // Sent once, so that it is the last one in the file; the answer may be too late.
      RedisProbe.ask(redis.port(), "MULTI\r\nSET half 1\r\nSET whole 1\r\nEXEC");
      assertThat(Poll.until(TestRedis.SOON, () -> RedisProbe.ask(redis.port(), "EXISTS whole").startsWith(":1")))
          .isTrue();
      redis.kill();
      cutOff(redis, lost);

      redis.restart();
      assertThat(TestRedis.ask(redis.port(), "EXISTS half whole")).startsWith(":0");
      assertThat(TestRedis.ask(redis.port(), "GET seat")).contains("taken");
      TestRedis.ask(redis.port(), "SET later 1");
      redis.restart();
      assertThat(TestRedis.ask(redis.port(), "EXISTS half whole")).startsWith(":0");
      assertThat(TestRedis.ask(redis.port(), "EXISTS later")).startsWith(":1");
    }
  }

  private static void cutOff(RedisProcess redis, int bytes) throws IOException {
    try (Stream<Path> files = Files.walk(redis.directory())) {
      Path last = files.filter(file -> file.toString().endsWith(".aof"))
          .max(Comparator.comparingLong(file -> file.toFile()
              .length()))
          .orElseThrow();
      try (FileChannel file = FileChannel.open(last, StandardOpenOption.WRITE)) {
        file.truncate(file.size() - bytes);
      }
    }
  }
}
