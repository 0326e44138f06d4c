package io.seatlock.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker inside this JVM. It starts faster and needs less memory than a separate process, but it cannot be
 * killed or paused. It logs through SLF4J, much of it at INFO.
 */
public final class KafkaBroker implements AutoCloseable {

  private final KafkaSettings settings;
  private final ServerFolder folder;
  private final int port;
  private @Nullable KafkaRaftServer server;

  private KafkaBroker(KafkaSettings settings, ServerFolder folder) {
    this.settings = settings;
    this.folder = folder;
    port = settings.port.choose();
    server = launch();
    if (settings.stopsWithJvm) {
      folder.stopWithJvm(this::close);
    }
  }

  /**
   * Starts a broker and returns when it serves clients.
   *
   * @throws IllegalStateException if the broker cannot start; the message says why
   */
  public static KafkaBroker start(KafkaSettings settings) {
    return ServerFolder.startIn(settings.directory, "kafka", folder -> new KafkaBroker(settings, folder));
  }

  public int port() {
    return port;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public Path directory() {
    return folder.path();
  }

  /** Stops the broker and releases its folder; a temporary folder is deleted. */
  @Override
  public synchronized void close() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
    folder.close();
  }

  private KafkaRaftServer launch() {
    Properties conf = KafkaConf.properties(folder, port, settings.extra);
    format(conf);
    KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(conf, false), Time.SYSTEM);
    try {
      starting.startup();
      return starting;
    } catch (RuntimeException e) {
      starting.shutdown();
      throw new IllegalStateException("Kafka did not start on port " + port, e);
    }
  }

  /** Formats the data folder, unless an earlier start has done it. */
  private void format(Properties conf) {
    if (Files.exists(Path.of(conf.getProperty("log.dirs"), "meta.properties"))) {
      return;
    }
    String[] command = {
        "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", write(conf).toString()
    };
    if (StorageTool.execute(command, new PrintStream(OutputStream.nullOutputStream())) != 0) {
      throw new IllegalStateException("Kafka could not prepare the folder " + folder.path());
    }
  }

  private Path write(Properties conf) {
    Path file = folder.file("server.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      conf.store(writer, null);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
