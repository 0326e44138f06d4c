package io.seatlock.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A JVM that starts a Redis, to be killed or ended while the server runs. */
final class KilledOwner {

  private KilledOwner() {}

  public static void main(String[] args) throws IOException {
    RedisProcess redis = RedisProcess.start(TestRedis.in(Path.of(args[0])));
    System.out.println(redis.port());
    System.out.println(redis.pid());
    System.in.read();
  }

  /** A server and the JVM that started it. */
  record Owned(Process jvm, int port, RunningProcess server) {}

  static Owned start(Path folder) throws IOException {
    Process jvm = startJvm(folder);
    List<String> printed = jvm.inputReader().lines().limit(2).toList();
    RunningProcess server = new RunningProcess(Long.parseLong(printed.get(1)));
    return new Owned(jvm, Integer.parseInt(printed.get(0)), server);
  }

  static Owned leaveRedisBehindIn(Path folder) throws IOException {
    Owned redis = start(folder);
    TestRedis.ask(redis.port(), "SET seat taken");
    new RunningProcess(redis.jvm().pid()).kill();
    return redis;
  }

  private static Process startJvm(Path folder) throws IOException {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dseatlock.test.redis=" + System.getProperty("seatlock.test.redis", ""),
        "-cp",
        System.getProperty("java.class.path"),
        KilledOwner.class.getName(),
        folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
