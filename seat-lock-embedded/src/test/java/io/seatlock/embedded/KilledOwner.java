package io.seatlock.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A JVM that starts a Redis and is then killed, so that the Redis is left behind. */
final class KilledOwner {

  private KilledOwner() {}

  public static void main(String[] args) throws IOException {
    RedisProcess redis = RedisProcess.start(TestRedis.in(Path.of(args[0])));
    System.out.println(redis.port());
    System.out.println(redis.pid());
    System.in.read();
  }

  /** What it left behind. */
  record Orphan(int port, RunningProcess process) {}

  static Orphan leaveRedisBehindIn(Path folder) throws IOException {
    Process jvm = startIn(folder);
    List<String> said = jvm.inputReader().lines().limit(2).toList();
    RedisQuestion.ask(Integer.parseInt(said.get(0)), "SET seat taken");
    new RunningProcess(jvm.pid()).kill();
    return new Orphan(
        Integer.parseInt(said.get(0)), new RunningProcess(Long.parseLong(said.get(1))));
  }

  static Process startIn(Path folder) throws IOException {
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
