package io.seatlock.testkit.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A JVM that starts a service, prints the service's pid, and waits to be killed. Argument: a file for the log. */
final class KilledParent {

  private KilledParent() {}

  public static void main(String[] args) throws InterruptedException {
    ServiceCode code = new ServiceCode(List.of(), Idle.class.getName(), List.of());
    ServiceProcess service = ServiceProcess.start("idle", code, List.of(), Path.of(args[0]), Map.of());
    System.out.println(service.pid());
    Thread.sleep(Long.MAX_VALUE);
  }

  /** A service that does nothing, forever. */
  static final class Idle {

    private Idle() {}

    public static void main(String[] args) throws InterruptedException {
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
