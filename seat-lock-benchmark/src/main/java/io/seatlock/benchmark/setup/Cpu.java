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
 * The processor time that processes have used so far, each with all that they have started, and what all others have
 * used: much of that spoils a measurement. Linux only.
 */
public final class Cpu {

  /** Places in /proc/pid/stat behind the name: user and system time, its own and of children that ended. */
  private static final int FIRST_TIME = 11;

  private static final int TIMES = 4;

  /** A tick of /proc is 1/100 s on every Linux that runs Java. */
  private static final int MICROS_PER_TICK = 10_000;

  private final Map<String, Long> micros = new LinkedHashMap<>();

  private Cpu() {}

  /** Places in the first line of /proc/stat that are no time of work: idle, waiting for a disk, and guests, counted twice. */
  private static final Set<Integer> NO_WORK = Set.of(3, 4, 8, 9);

  private static final String OTHERS = "others";

  /** Of the processes by their names, and of {@code "load"}: this JVM with the callers that it has started. */
  public static Cpu of(Map<String, Long> pids) {
    Cpu cpu = new Cpu();
    pids.forEach((name, pid) -> cpu.micros.put(name, MICROS_PER_TICK * (used(pid) + usedByChildren(pid))));
    cpu.micros.put("load", MICROS_PER_TICK * used(ProcessHandle.current().pid()));
    long known = cpu.micros.values().stream().mapToLong(Long::longValue).sum();
    cpu.micros.put(OTHERS, MICROS_PER_TICK * usedByAll() - known);
    return cpu;
  }

  /** What each has used since then, in µs. */
  public Map<String, Long> since(Cpu before) {
    Map<String, Long> used = new LinkedHashMap<>();
    micros.forEach((name, now) -> used.put(name, Math.max(0, now - before.micros.getOrDefault(name, 0L))));
    return used;
  }

  private static long usedByAll() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      return workTicks(lines.findFirst().orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long workTicks(String line) {
    String[] fields = line.replaceFirst("^cpu +", "").split(" ");
    return IntStream.range(0, fields.length).filter(i -> !NO_WORK.contains(i)).mapToLong(i -> Long.parseLong(fields[i]))
        .sum();
  }

  private static long usedByChildren(long pid) {
    return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).mapToLong(child -> used(child.pid())).sum();
  }

  /** Nothing if it has ended: then its parent has its time. */
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
