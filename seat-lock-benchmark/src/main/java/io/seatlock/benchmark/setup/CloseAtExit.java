package io.seatlock.benchmark.setup;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is still to be closed when this JVM ends, by Ctrl-C too. */
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

  /** One that can't be closed must not keep the others open. */
  static void close(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      System.err.println("not closed: " + e);
    }
  }
}
