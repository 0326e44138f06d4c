package io.seatlock.benchmark.report;

import io.seatlock.benchmark.setup.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Describes the machine that the figures depend on, without host names or paths. */
public final class Machine {

  private Machine() {}

  /** @param jvmOptions of the programs that are measured */
  public static List<String> description(String jvmOptions) {
    return List.of(
        "%s, %d processors, shared by the contenders, their servers and the callers; %d GB of memory".formatted(
            field("/proc/cpuinfo", "model name"), Runtime.getRuntime().availableProcessors(), gigabytes()),
        System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"),
        "Java " + System.getProperty("java.runtime.version") + ", `" + jvmOptions + "` for each program",
        output("redis-server", "--version").replaceAll(" sha=.*", "") + "; " + output("psql", "--version"));
  }

  private static long gigabytes() {
    return Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) >> 20;
  }

  private static String field(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file)).stream().filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String output(String... command) {
    return Commands.run(Path.of("").toAbsolutePath(), command).strip();
  }
}
