package io.seatlock.benchmark.setup;

import java.nio.file.Path;

/** What the objects of a JVM take that are still in use, as its {@code jcmd} counts them behind a full collection. */
public final class LiveHeap {

  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  private LiveHeap() {}

  public static double kilobytes(long pid) {
    return bytesOf(Commands.run(Path.of("."), JCMD.toString(), String.valueOf(pid), "GC.class_histogram")) / 1024.0;
  }

  /** @param histogram whose last line is {@code Total 1234 56789}, in objects and bytes */
  static long bytesOf(String histogram) {
    String total = histogram.lines().filter(line -> line.startsWith("Total")).findFirst()
        .orElseThrow(() -> new IllegalStateException("A histogram without its total: " + histogram));
    return Long.parseLong(total.substring(total.lastIndexOf(' ') + 1));
  }
}
