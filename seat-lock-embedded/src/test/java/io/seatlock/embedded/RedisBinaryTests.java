package io.seatlock.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBinaryTests {

  private static final String OLD = "Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc bits=64";
  private static final String OLDEST = "Redis server v=6.2.0 sha=00000000:0 malloc=jemalloc bits=64";
  private static final String NEW = "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc bits=64";
  private static final String VALKEY = "Valkey server v=8.1.3 sha=00000000:0 malloc=jemalloc bits=64";

  @TempDir
  private Path folder;

  @Test
  void versionIsReadFromWhatTheServerPrints() {
    assertThat(RedisVersion.parse(NEW)).contains(new RedisVersion("Redis", 7, 0, 15));
    assertThat(RedisVersion.parse(VALKEY)).contains(new RedisVersion("Valkey", 8, 1, 3));
  }

  @Test
  void somethingElseThanRedisHasNoVersion() {
    assertThat(RedisVersion.parse("KeyDB server v=6.3.4")).isEmpty();
    assertThat(RedisVersion.parse("")).isEmpty();
    assertThat(RedisVersion.parse("libssl.so.3: cannot open shared object file")).isEmpty();
  }

  @Test
  void supportBeginsWithVersionSixTwo() {
    assertThat(new RedisVersion("Redis", 6, 0, 99).isSupported()).isFalse();
    assertThat(new RedisVersion("Redis", 6, 2, 0).isSupported()).isTrue();
    assertThat(new RedisVersion("Valkey", 10, 0, 0).isSupported()).isTrue();
  }

  @Test
  void installedServerIsTaken() throws IOException {
    Path redis = executable("one", "redis-server");
    assertThat(choose(Map.of(redis, NEW), "one")).contains(redis);
  }

  @Test
  void valkeyIsTakenWhenThereIsNoRedis() throws IOException {
    Path valkey = executable("one", "valkey-server");
    assertThat(choose(Map.of(valkey, VALKEY), "one")).contains(valkey);
  }

  @Test
  void tooOldRedisIsPassedOverForLaterOnes() throws IOException {
    Path old = executable("one", "redis-server");
    Path oldest = executable("two", "redis-server");
    assertThat(choose(Map.of(old, OLD, oldest, OLDEST), "one", "two")).contains(oldest);
  }

  @Test
  void tooOldRedisIsPassedOverForValkeyBesideIt() throws IOException {
    Path old = executable("one", "redis-server");
    Path valkey = executable("one", "valkey-server");
    assertThat(choose(Map.of(old, OLD, valkey, VALKEY), "one")).contains(valkey);
  }

  @Test
  void nothingIsChosenWhenNothingIsInstalled() throws IOException {
    executable("one", "redis-cli");
    Files.writeString(folder.resolve("one").resolve("redis-server"), "not executable");
    assertThat(choose(Map.of(), "one", "missing", "")).isEmpty();
  }

  @Test
  void namedBinaryThatIsTooOldIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> RedisBinary.checked(Path.of("/x/redis-server"), false, path -> OLD))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/x/redis-server cannot be used")
        .hasMessageContaining("6.2 or newer")
        .hasMessageContaining("v=6.0.16");
  }

  @Test
  void namedBinaryThatIsMissingIsRefusedWithItsName() {
    assertThatThrownBy(() -> RedisBinary.named(folder.resolve("none")))
        .hasMessageContaining(folder.resolve("none").toString());
  }

  @Test
  void binaryThatAnotherThreadsChildStillHoldsOpenIsWaitedFor() throws IOException {
    Path busy = executable("one", "redis-server");
    Files.writeString(busy, "#!/bin/sh\necho '" + NEW + "'\n");
    OutputStream open = Files.newOutputStream(busy, StandardOpenOption.APPEND);
    CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(() -> close(open));
    assertThat(RedisBinary.named(busy).version()).isEqualTo(new RedisVersion("Redis", 7, 0, 15));
  }

  @Test
  void descriptionTellsVersionAndOrigin() {
    RedisVersion version = new RedisVersion("Redis", 6, 2, 6);
    assertThat(new RedisBinary(Path.of("/x/r"), version, false).describe())
        .isEqualTo("Redis 6.2.6 (/x/r)");
    assertThat(new RedisBinary(Path.of("/x/r"), version, true).describe())
        .isEqualTo("Redis 6.2.6 (bundled, for development only)");
  }

  private static void close(OutputStream open) {
    try {
      open.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Path> choose(Map<Path, String> outputs, String... folders) {
    String searchPath = String.join(
        File.pathSeparator,
        Stream.of(folders)
            .map(name -> name.isEmpty() ? "" : folder.resolve(name).toString())
            .toList());
    Function<Path, String> output = path -> outputs.getOrDefault(path, "");
    return RedisBinary.installed(searchPath, output).map(RedisBinary::path);
  }

  private Path executable(String folderName, String name) throws IOException {
    Path file = Files.createDirectories(folder.resolve(folderName)).resolve(name);
    Files.createFile(file);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
