package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of a command for operators, in a process of its own, as it is typed. */
record Run(int exitCode, String out) {

  static Run command(String name, Map<String, String> settings, String... flags) {
    List<String> args = new ArrayList<>(List.of(name));
    args.addAll(List.of(flags));
    settings.forEach((setting, value) -> args.add("--" + setting + "=" + value));
    return withVariables(Map.of(), args.toArray(String[]::new));
  }

  /** With environment variables of its own. */
  static Run withVariables(Map<String, String> variables, String... args) {
    List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m",
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
        "-cp", System.getProperty("java.class.path"), SeatLockApplication.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(variables);
    try {
      Process process = builder.start();
      try {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
