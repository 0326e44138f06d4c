package io.seatlock.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals to processes that the rig itself started. */
final class Signals {

  private Signals() {}

  /** @param name without SIG */
  static void send(Process process, String name) {
    try {
      // A shell's own kill: the program of that name is not installed everywhere.
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
          .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while signalling process " + process.pid(), e);
    }
  }
}
