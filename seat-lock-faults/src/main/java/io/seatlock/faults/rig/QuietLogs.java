package io.seatlock.faults.rig;

/** The rig speaks for itself; its client libraries need not. */
public final class QuietLogs {

  private QuietLogs() {}

  /** To be called before anything logs. */
  public static void on() {
    System.setProperty("logback.configurationFile", "io/seatlock/faults/logback.xml");
  }
}
