package io.seatlock.testkit.kafka;

import io.seatlock.embedded.KafkaBroker;
import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.RunningProcess;
import io.seatlock.embedded.ServerFolder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The same broker as {@link KafkaBroker} in a JVM of its own, for tests that kill or pause it; only a
 * process can be killed. It ends by itself when the JVM that started it dies.
 */
public final class KafkaProcess implements AutoCloseable {

  /** Small, quick to start; a broker for one machine needs no more. */
  private static final List<String> JVM_OPTIONS = List.of(
      "-Xmx256m",
      "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1",
      // The JVM's default but for the line above, with which Serial stops everything to tidy up a small code cache.
      "-XX:ReservedCodeCacheSize=240m",
      // Kafka unmaps its files by a deprecated call; the JVM would warn about it in the log.
      "--sun-misc-unsafe-memory-access=allow",
      "-Dlogback.configurationFile=io/seatlock/testkit/kafka/kafka-process-logback.xml");

  private final KafkaSettings settings;
  private final ServerFolder folder;
  private final int port;
  private Process process;

  private KafkaProcess(KafkaSettings settings, ServerFolder folder) {
    this.settings = settings;
    this.folder = folder;
    port = settings.choosePort();
    process = launch();
    if (settings.stopsWithJvm()) {
      folder.stopWithJvm(this::close);
    }
  }

  /**
   * Returns when clients are served.
   *
   * @throws IllegalStateException saying why it cannot start
   */
  public static KafkaProcess start(KafkaSettings settings) {
    return ServerFolder.startIn(settings.directory(), "kafka-process", folder -> new KafkaProcess(settings, folder));
  }

  public int port() {
    return port;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public long pid() {
    return process.pid();
  }

  public Path directory() {
    return folder.path();
  }

  public boolean isRunning() {
    return running().isAlive();
  }

  /** Ends it in order. */
  public synchronized void stop() {
    if (running().isAlive()) {
      running().terminate();
    }
  }

  /** As by {@code kill -9}. */
  public synchronized void kill() {
    if (running().isAlive()) {
      running().kill();
    }
  }

  /** It keeps its connections but answers nobody, as a machine that hangs. */
  public void pause() {
    running().signal("STOP");
  }

  public void resume() {
    running().signal("CONT");
  }

  /** Stops it if it still runs and starts it anew on the same port with the same data. */
  public synchronized void restart() {
    stop();
    process = launch();
  }

  /** Ends it and gives up the folder. What is in a temporary one is deleted, so it need not be brought into order. */
  @Override
  public synchronized void close() {
    if (settings.directory() == null) {
      kill();
    } else {
      stop();
    }
    folder.close();
  }

  private RunningProcess running() {
    return new RunningProcess(process.pid());
  }

  private Process launch() {
    try {
      Process child = new ProcessBuilder(command())
          .redirectError(ProcessBuilder.Redirect.appendTo(log()))
          .start();
      awaitReady(child);
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Standard output ends with the child, so this never waits for a dead one. */
  private void awaitReady(Process child) throws IOException {
    BufferedReader output = child.inputReader();
    if (!KafkaProcessMain.READY.equals(output.readLine())) {
      child.destroyForcibly();
      throw new IllegalStateException(
          "Kafka did not start on port %d. The end of its log:%n%s"
              .formatted(port, folder.tail(log().getName())));
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(KafkaProcessMain.class.getName(), data(), Integer.toString(port)));
    settings.extra().forEach((name, value) -> command.add(name + "=" + value));
    return command;
  }

  /** Not the folder itself: that one is held by us, this one by the child. */
  private String data() {
    return folder.file("broker").toString();
  }

  private File log() {
    return folder.file("kafka.log").toFile();
  }
}
