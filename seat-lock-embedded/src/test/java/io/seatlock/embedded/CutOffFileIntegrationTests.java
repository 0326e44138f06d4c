package io.seatlock.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
      // Sent once, so that it is the last one in the file. Redis may write it there after the answer.
      RedisProbe.ask(redis.port(), "MULTI\r\nSET half 1\r\nSET whole 1\r\nEXEC");
      assertThat(Poll.until(TestRedis.SOON, () -> text(appendOnlyFile(redis)).contains("EXEC"))).isTrue();
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
    try (FileChannel file = FileChannel.open(appendOnlyFile(redis), StandardOpenOption.WRITE)) {
      file.truncate(file.size() - bytes);
    }
  }

  private static Path appendOnlyFile(RedisProcess redis) {
    try (Stream<Path> files = Files.walk(redis.directory())) {
      return files.filter(file -> file.toString().endsWith(".aof"))
          .max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
