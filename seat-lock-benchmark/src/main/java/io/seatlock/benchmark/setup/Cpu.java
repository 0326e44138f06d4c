package io.seatlock.benchmark.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The processor time that processes have used so far, including their children, and that of all other processes, much
 * of which would invalidate a measurement. Linux only.
 */
public final class Cpu {

  /**
   * Fields of /proc/pid/stat, counted from the field after the process name: user and system time of the process and of
   * its ended children.
   */
  private static final int FIRST_TIME = 11;

  private static final int TIMES = 4;

  /** A tick of /proc is 1/100 s on every Linux that runs Java. */
  private static final int MICROS_PER_TICK = 10_000;

  private final Map<String, Long> micros = new LinkedHashMap<>();

  private Cpu() {}

  /**
   * Fields in the first line of /proc/stat that are not added up: idle and iowait time, and guest time, which is
   * included in user time.
   */
  private static final Set<Integer> NOT_COUNTED = Set.of(3, 4, 8, 9);

  private static final String OTHERS = "others";

  /**
   * The present values: of these processes, under their names, and of {@code "load"}, which is this JVM with the
   * callers that it has started.
   */
  public static Cpu of(Map<String, Long> pids) {
    Cpu cpu = new Cpu();
    pids.forEach((name, pid) -> cpu.micros.put(name, MICROS_PER_TICK * (used(pid) + usedByChildren(pid))));
    cpu.micros.put("load", MICROS_PER_TICK * used(ProcessHandle.current().pid()));
    long known = cpu.micros.values().stream().mapToLong(Long::longValue).sum();
    cpu.micros.put(OTHERS, MICROS_PER_TICK * usedByAll() - known);
    return cpu;
  }

  /** The processor time that each has used since {@code before}, in µs. */
  public Map<String, Long> since(Cpu before) {
    Map<String, Long> used = new LinkedHashMap<>();
    micros.forEach((name, now) -> used.put(name, Math.max(0, now - before.micros.getOrDefault(name, 0L))));
    return used;
  }

  private static long usedByAll() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      return busyTicks(lines.findFirst().orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long busyTicks(String line) {
    String[] fields = line.replaceFirst("^cpu +", "").split(" ");
    return IntStream.range(0, fields.length).filter(i -> !NOT_COUNTED.contains(i))
        .mapToLong(i -> Long.parseLong(fields[i]))
        .sum();
  }

  private static long usedByChildren(long pid) {
    return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).mapToLong(child -> used(child.pid())).sum();
  }

  /** 0 if the process has ended: its time is then included in its parent's. */
  private static long used(long pid) {
    try {
      return ticks(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (IOException ended) {
      return 0;
    }
  }

  static long ticks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Arrays.stream(fields).skip(FIRST_TIME).limit(TIMES).mapToLong(Long::parseLong).sum();
  }

  /** Resident memory in MB. */
  public static double residentMegabytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst().orElse(0) / 1024.0;
    } catch (IOException ended) {
      return 0;
    }
  }
}
