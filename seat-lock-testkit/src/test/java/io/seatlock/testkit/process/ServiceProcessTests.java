package io.seatlock.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir
  private Path folder;

  @Test
  void serviceEndsWhenItsParentIsKilled() throws IOException {
    Process parent = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("java.class.path"), KilledParent.class.getName(), folder.resolve("log").toString()).start();
    long pid = Long.parseLong(parent.inputReader().readLine());
    try {
      assertThat(isRunning(pid)).isTrue();

      parent.destroyForcibly();

      assertThat(Await.until(PATIENCE, () -> !isRunning(pid))).isTrue();
    } finally {
      parent.destroyForcibly();
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void pausedServiceGoesOnWhereItWas() {
    ServiceCode code = new ServiceCode(List.of(), KilledParent.Idle.class.getName(), List.of());
    try (ServiceProcess service = ServiceProcess.start("idle", code, List.of(), folder.resolve("log"), Map.of())) {
      service.pause();
      assertThat(Await.until(PATIENCE, () -> state(service.pid()) == 'T')).isTrue();
      service.resume();
      assertThat(Await.until(PATIENCE, () -> state(service.pid()) != 'T')).isTrue();
      assertThat(service.isAlive()).isTrue();
    }
  }

  private static boolean isRunning(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static char state(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
    return stat.charAt(stat.lastIndexOf(')') + 2);
  }
}
