package io.seatlock.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Gives single processes a wrong wall clock, while those of the machine and of Redis are right: a small C library is
 * preloaded that replaces the functions which read the clock. Needs a C compiler and Linux.
 */
public final class WrongClock {

  private static final String SOURCE = """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <stdlib.h>
      #include <sys/time.h>
      #include <time.h>

      static long wrong(void) {
        char *by = getenv("CLOCK_WRONG_BY_S");
        return by ? atol(by) : 0;
      }

      int clock_gettime(clockid_t clock, struct timespec *time) {
        static int (*real)(clockid_t, struct timespec *);
        if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
        int result = real(clock, time);
        if (clock == CLOCK_REALTIME) time->tv_sec += wrong();
        return result;
      }

      int gettimeofday(struct timeval *time, void *zone) {
        static int (*real)(struct timeval *, void *);
        if (!real) real = dlsym(RTLD_NEXT, "gettimeofday");
        int result = real(time, zone);
        time->tv_sec += wrong();
        return result;
      }
      """;

  private WrongClock() {}

  /**
   * The environment of a process whose clock is to be wrong.
   *
   * @param by positive: it is ahead
   * @return empty if there is no C compiler
   */
  public static Optional<Map<String, String>> environment(Path folder, Duration by) {
    Path source = folder.resolve("wrong_clock.c");
    Path library = folder.resolve("wrong_clock.so").toAbsolutePath();
    try {
      Files.writeString(source, SOURCE);
      Process compiler = new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString(),
          "-ldl").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (compiler.waitFor() != 0) {
        return Optional.empty();
      }
    } catch (IOException noCompiler) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
    return Optional.of(Map.of("LD_PRELOAD", library.toString(), "CLOCK_WRONG_BY_S",
        String.valueOf(by.toSeconds())));
  }
}
