package io.seatlock.benchmark.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends a given number of requests over several connections. Unlike wrk it records every answer and can send at a given
 * rate. A request that becomes due while all connections are busy is sent late, and its duration counts from the time
 * when it was due.
 */
public final class Callers {

  private final int port;

  private final int connections;

  private final IntFunction<byte[]> request;

  private final AtomicInteger next = new AtomicInteger();

  private final String @Nullable [] answers;

  /** @param answers receives the answers; null if they are not needed */
  private Callers(int port, int connections, IntFunction<byte[]> request, String @Nullable [] answers) {
    this.port = port;
    this.connections = connections;
    this.request = request;
    this.answers = answers;
  }

  /** @param statuses number of answers by HTTP status */
  public record Result(double seconds, Durations durations, Map<Integer, Integer> statuses) {

    public int count(int status) {
      return statuses.getOrDefault(status, 0);
    }

    public double perSecond() {
      return durations.count() / seconds;
    }
  }

  /** Sends the requests as fast as the connections allow. */
  public static Result atOnce(int port, int connections, int count, IntFunction<byte[]> request) {
    return new Callers(port, connections, request, null).call(count, 0);
  }

  /**
   * Sends the requests at a given rate.
   *
   * @param perSecond the rate
   */
  public static Result atRate(int port, int connections, int count, double perSecond, IntFunction<byte[]> request) {
    return new Callers(port, connections, request, null).call(count, 1e9 / perSecond);
  }

  /**
   * Sends the requests as fast as possible. Returns the answers including their headers, in the order of the requests.
   */
  public static List<String> answers(int port, int connections, int count, IntFunction<byte[]> request) {
    String[] answers = new String[count];
    new Callers(port, connections, request, answers).call(count, 0);
    return List.of(answers);
  }

  /** @param pause time between two requests, ns; 0: a request is due when a connection is free */
  private Result call(int count, double pause) {
    long start = System.nanoTime();
    long[] nanos = new long[count];
    int[] statuses = new int[count];
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        all.add(threads.submit(() -> callInTurn(start, pause, nanos, statuses)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a caller got no answer on port " + port, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while calling", e);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<Integer, Integer> counts = new TreeMap<>();
    Arrays.stream(statuses).forEach(status -> counts.merge(status, 1, Integer::sum));
    return new Result(seconds, Durations.ofNanos(nanos), counts);
  }

  private Void callInTurn(long start, double pause, long[] nanos, int[] statuses) throws IOException {
    try (HttpConnection line = new HttpConnection(port)) {
      int i;
      while ((i = next.getAndIncrement()) < nanos.length) {
        byte[] bytes = request.apply(i);
        long due = pause == 0 ? System.nanoTime() : start + (long) (i * pause);
        await(due);
        statuses[i] = line.send(bytes);
        nanos[i] = System.nanoTime() - due;
        if (answers != null) {
          answers[i] = line.answer();
        }
      }
      return null;
    }
  }

  private static void await(long due) {
    long left;
    while ((left = due - System.nanoTime()) > 0) {
      LockSupport.parkNanos(left);
    }
  }
}
