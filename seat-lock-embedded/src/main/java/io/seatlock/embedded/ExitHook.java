package io.seatlock.embedded;

/** Stops a server when the JVM exits, unless it was closed before. */
final class ExitHook {

  private final Thread thread;

  ExitHook(Runnable stop) {
    thread = new Thread(stop, "stop-embedded-server");
    Runtime.getRuntime().addShutdownHook(thread);
  }

  void remove() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException theJvmIsEnding) {
      // The hook runs now or has run; there is nothing left to remove.
    }
  }
}
