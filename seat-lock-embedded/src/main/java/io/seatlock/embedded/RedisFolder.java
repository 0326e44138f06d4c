package io.seatlock.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a Redis leaves in its folder: the configuration it was started with, its pid, its data. */
record RedisFolder(ServerFolder folder) {

  private static final String PORT = "port ";

  /** What the log of each start begins with. */
  private static final String STARTING = "is starting oO0OoO0OoO0Oo";

  /** For a Redis that a killed JVM left behind, on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String CUT_OFF = "Unexpected end of file reading the append only file";

  /**
   * Stops the Redis that a killed JVM left behind in this folder; on SIGTERM it writes everything to disk first. A
   * process is stopped only if it answers as a Redis that was started with this folder's redis.conf: the pid in the
   * file may belong to another program by now. It is asked again if it answers late.
   */
  void endOrphan() {
    var _ = Poll.until(PATIENCE, () -> {
      servingThisFolder().ifPresent(RunningProcess::terminate);
      return orphan().isEmpty();
    });
    orphan().ifPresent(this::refuseToStartBeside);
  }

  private Optional<RunningProcess> orphan() {
    return process().filter(RunningProcess::isAlive).filter(RedisFolder::looksLikeRedis);
  }

  private Optional<RunningProcess> servingThisFolder() {
    return lastPort()
        .map(RedisProbe::serverInfo)
        .filter(info -> conf().toString().equals(info.get("config_file")))
        .map(info -> new RunningProcess(Long.parseLong(info.get("process_id"))));
  }

  private void refuseToStartBeside(RunningProcess process) {
    throw new IllegalStateException(
        "process %d may be a Redis that still writes to %s, but it does not answer as one; stop it, or delete %s"
            .formatted(process.pid(), path(), pidFile()));
  }

  private static boolean looksLikeRedis(RunningProcess process) {
    String command = process.command();
    return command.contains("redis") || command.contains("valkey");
  }

  /**
   * Redis 7 keeps its append-only files in a subfolder. An older Redis would ignore that folder and start empty,
   * without an error.
   */
  void refuseOlderThanData(RedisBinary binary) {
    if (binary.version().major() < 7 && Files.exists(folder.file("appendonlydir"))) {
      throw new IllegalStateException(
          "the data in %s was written by Redis 7 or newer and cannot be read by %s; install that version again, or delete the folder"
              .formatted(folder.path(), binary.describe()));
    }
  }

  /** Whether the last start failed because the append-only file ends within a command or a transaction. */
  boolean hasCutOffFile() {
    try {
      String log = Files.readString(log(), StandardCharsets.ISO_8859_1);
      return log.substring(Math.max(0, log.lastIndexOf(STARTING))).contains(CUT_OFF);
    } catch (IOException noLog) {
      return false;
    }
  }

  void write(String conf) {
    try {
      Files.deleteIfExists(pidFile());
      Files.writeString(conf(), conf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The process in Redis' pid file. Empty until Redis has written the file, and after an orderly shutdown, which
   * deletes it.
   */
  Optional<RunningProcess> process() {
    try {
      return Optional.of(Files.readString(pidFile()).strip())
          .filter(text -> text.matches("\\d{1,18}"))
          .map(text -> new RunningProcess(Long.parseLong(text)));
    } catch (IOException noPidFile) {
      return Optional.empty();
    }
  }

  private Optional<Integer> lastPort() {
    try {
      List<String> lines = Files.readAllLines(conf());
      return lines.stream()
          .filter(line -> line.startsWith(PORT))
          .map(line -> Integer.valueOf(line.substring(PORT.length())))
          .findFirst();
    } catch (IOException | NumberFormatException neverStarted) {
      return Optional.empty();
    }
  }

  Path path() {
    return folder.path();
  }

  Path conf() {
    return folder.file("redis.conf");
  }

  Path pidFile() {
    return folder.file("redis.pid");
  }

  Path log() {
    return folder.file("redis.log");
  }
}
