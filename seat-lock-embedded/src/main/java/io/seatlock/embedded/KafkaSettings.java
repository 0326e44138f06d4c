package io.seatlock.embedded;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How to start a Kafka broker. Immutable: the methods that set something return a changed copy. */
public final class KafkaSettings {

  final @Nullable Path directory;
  final Port port;
  final Map<String, String> extra;
  final boolean stopsWithJvm;

  KafkaSettings(
      @Nullable Path directory, Port port, Map<String, String> extra, boolean stopsWithJvm) {
    this.directory = directory;
    this.port = port;
    this.extra = Map.copyOf(extra);
    this.stopsWithJvm = stopsWithJvm;
  }

  /** Any free port; a folder that is deleted on close. */
  public static KafkaSettings temporary() {
    return new KafkaSettings(null, Port.ANY, Map.of(), true);
  }

  /** Any free port; data, configuration and log stay in the given folder. */
  public static KafkaSettings in(Path directory) {
    return new KafkaSettings(directory, Port.ANY, Map.of(), true);
  }

  /** Uses this port; the start fails if it is taken. 0: any free port. */
  public KafkaSettings withPort(int port) {
    return new KafkaSettings(directory, new Port(port, port == 0), extra, stopsWithJvm);
  }

  /** Uses this port, or any free one if it is taken. */
  public KafkaSettings preferringPort(int port) {
    return new KafkaSettings(directory, new Port(port, true), extra, stopsWithJvm);
  }

  /** Broker settings under Kafka's names; they override those of {@link KafkaConf}. */
  public KafkaSettings with(Map<String, String> extra) {
    return new KafkaSettings(directory, port, extra, stopsWithJvm);
  }

  /** Installs no shutdown hook: the caller stops the broker, in the order that the caller needs. */
  public KafkaSettings stoppedByCallerOnly() {
    return new KafkaSettings(directory, port, extra, false);
  }

  /** Where data, configuration and log stay; null: a folder that is deleted on close. */
  public @Nullable Path directory() {
    return directory;
  }

  /** Additional broker settings under Kafka's names. */
  public Map<String, String> extra() {
    return extra;
  }

  /**
   * The requested port, or a free one.
   *
   * @throws IllegalStateException if the requested port is taken and no other may replace it
   */
  public int choosePort() {
    return port.choose();
  }

  public boolean stopsWithJvm() {
    return stopsWithJvm;
  }
}
