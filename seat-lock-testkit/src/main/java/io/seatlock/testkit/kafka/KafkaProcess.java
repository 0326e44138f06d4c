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
 * The same broker as {@link KafkaBroker}, but as a separate process, so that tests can kill and pause it. It ends by
 * itself when the JVM that started it dies.
 */
public final class KafkaProcess implements AutoCloseable {

  /** A small JVM that starts quickly; a broker for one machine needs no more. */
  private static final List<String> JVM_OPTIONS = List.of(
      "-Xmx256m",
      "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1",
      // The JVM's default size, which the line above would reduce. When a small code cache fills up, the serial
      // collector runs a full collection.
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
   * Starts a broker and returns when it serves clients.
   *
   * @throws IllegalStateException if the broker cannot start; the message says why
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

  /** SIGTERM, and SIGKILL if the broker does not end. */
  public synchronized void stop() {
    if (running().isAlive()) {
      running().terminate();
    }
  }

  /** SIGKILL. */
  public synchronized void kill() {
    if (running().isAlive()) {
      running().kill();
    }
  }

  /** SIGSTOP: the broker keeps its connections but answers nobody, like a machine that hangs. */
  public void pause() {
    running().signal("STOP");
  }

  public void resume() {
    running().signal("CONT");
  }

  /** Stops the broker if it still runs, and starts it again on the same port with the same data. */
  public synchronized void restart() {
    stop();
    process = launch();
  }

  /**
   * Ends the broker and releases its folder. With a temporary folder the broker is killed, because its data is deleted
   * anyway.
   */
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

  /** The standard output of a child that dies is closed, so this does not wait for a dead one. */
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

  /** A subfolder, because each folder has one lock: this JVM locks the outer one, the child this one. */
  private String data() {
    return folder.file("broker").toString();
  }

  private File log() {
    return folder.file("kafka.log").toFile();
  }
}
