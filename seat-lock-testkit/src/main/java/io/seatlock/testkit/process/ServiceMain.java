package io.seatlock.testkit.process;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** The child JVM of {@link ServiceProcess}. Arguments: the service's main class, then the arguments of the service. */
final class ServiceMain {

  private ServiceMain() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    Thread.ofPlatform().daemon().name("end-with-parent").start(ServiceMain::endWithParent);
    Method main = Class.forName(args[0]).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      System.err.println("The service did not start: " + e.getCause());
      System.exit(1);
    }
  }

  /** The parent holds our standard input open: when it dies, even by SIGKILL, reading ends and this JVM exits. */
  private static void endWithParent() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // Treated like the end of the input.
    }
    Runtime.getRuntime().halt(0);
  }
}
