package io.seatlock.testkit.kafka;

import io.seatlock.embedded.KafkaBroker;
import io.seatlock.embedded.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The child JVM of {@link KafkaProcess}. Arguments: folder, port, and broker settings as name=value. */
final class KafkaProcessMain {

  static final String READY = "ready";

  private KafkaProcessMain() {}

  /** The parent holds our standard input open: when it dies, even by SIGKILL, reading ends and this JVM exits. */
  public static void main(String[] args) throws IOException {
    KafkaBroker.start(settings(args));
    System.out.println(READY);
    System.in.transferTo(java.io.OutputStream.nullOutputStream());
    System.exit(0);
  }

  private static KafkaSettings settings(String[] args) {
    Map<String, String> extra = Arrays.stream(args)
        .skip(2)
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return KafkaSettings.in(Path.of(args[0])).withPort(Integer.parseInt(args[1])).with(extra);
  }
}
