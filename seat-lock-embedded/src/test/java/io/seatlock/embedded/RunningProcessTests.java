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

  /** Where process 1 does not collect the dead, an orphan stays in the list for ever. */
  @Test
  void deadProcessThatNobodyCollectsIsNotAlive() throws IOException {
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
