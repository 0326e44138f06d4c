package io.seatlock.benchmark.setup;

import java.nio.file.Path;

/** The size of a JVM's live objects, as {@code jcmd} reports it after a full collection. */
public final class LiveHeap {

  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  private LiveHeap() {}

  public static double kilobytes(long pid) {
    return bytesOf(Commands.run(Path.of("."), JCMD.toString(), String.valueOf(pid), "GC.class_histogram")) / 1024.0;
  }

  /** @param histogram has a line {@code Total 1234 56789} with the numbers of objects and bytes */
  static long bytesOf(String histogram) {
    String total = histogram.lines().filter(line -> line.startsWith("Total")).findFirst()
        .orElseThrow(() -> new IllegalStateException("A histogram without its total: " + histogram));
    return Long.parseLong(total.substring(total.lastIndexOf(' ') + 1));
  }
}
