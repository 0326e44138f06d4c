package io.seatlock.benchmark.setup;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Closes everything that is still open when this JVM ends, also after Ctrl-C. */
final class CloseAtExit {

  private static final List<AutoCloseable> OPEN = new CopyOnWriteArrayList<>();

  static {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(CloseAtExit::closeAll));
  }

  private CloseAtExit() {}

  static void add(AutoCloseable open) {
    OPEN.add(open);
  }

  static void remove(AutoCloseable closed) {
    OPEN.remove(closed);
  }

  private static void closeAll() {
    OPEN.reversed().forEach(CloseAtExit::close);
  }

  /** Never throws, so that a failure does not prevent the others from being closed. */
  static void close(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      System.err.println("not closed: " + e);
    }
  }
}
