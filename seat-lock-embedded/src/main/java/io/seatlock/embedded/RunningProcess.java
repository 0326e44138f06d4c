package io.seatlock.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process of this machine; it need not be a child of this JVM. */
public record RunningProcess(long pid) {

  /** How long a process may take to end after SIGTERM before it is killed. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Indexes of fields in /proc/pid/stat, counted from the field after the process name. */
  private static final int STATE = 0;

  private static final int THREADS = 17;

  /** A zombie, which has ended but was not yet reaped by its parent, counts as ended. */
  public boolean isAlive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isZombie();
  }

  /** The executable's path, or an empty string where the operating system does not say. */
  String command() {
    return ProcessHandle.of(pid).flatMap(process -> process.info().command()).orElse("");
  }

  /** SIGTERM, and SIGCONT so that a paused process receives it; SIGKILL if it does not end. */
  public void terminate() {
    signal("TERM");
    signal("CONT");
    if (!Poll.until(PATIENCE, () -> !isAlive())) {
      kill();
    }
  }

  /** SIGKILL; returns when it has ended. */
  public void kill() {
    signal("KILL");
    if (!Poll.until(PATIENCE, () -> !isAlive())) {
      throw new IllegalStateException("process " + pid + " does not end after SIGKILL");
    }
  }

  /** @param name without SIG */
  public void signal(String name) {
    try {
      Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      kill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while signalling process " + pid, e);
    }
  }

  /**
   * A process releases its files and locks when its last thread ends. So the state Z, which is that of its main thread,
   * counts only when no other thread is left.
   */
  private boolean isZombie() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return fields[STATE].equals("Z") && fields[THREADS].equals("1");
    } catch (IOException notLinuxOrGone) {
      return false;
    }
  }
}
