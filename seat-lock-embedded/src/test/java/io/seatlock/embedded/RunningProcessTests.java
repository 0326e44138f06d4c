package io.seatlock.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunningProcessTests {

  @Test
  void processIsAliveUntilItIsKilled() throws IOException {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    RunningProcess process = new RunningProcess(sleep.pid());
    assertThat(process.isAlive()).isTrue();
    process.kill();
    assertThat(process.isAlive()).isFalse();
  }

  /**
   * A zombie stays in the process list until it is reaped. An orphan is reaped by process 1, which in a container may
   * never do it.
   */
  @Test
  void zombieIsNotAlive() throws IOException {
    Process parent = new ProcessBuilder("/bin/sh", "-c", "sleep 0.1 & echo $!; exec sleep 60").start();
    try {
      RunningProcess child = new RunningProcess(Long.parseLong(parent.inputReader().readLine()));
      assertThat(Poll.until(Duration.ofSeconds(10), () -> !child.isAlive())).isTrue();
      assertThat(ProcessHandle.of(child.pid())).get().matches(ProcessHandle::isAlive);
    } finally {
      parent.destroyForcibly();
    }
  }
}
