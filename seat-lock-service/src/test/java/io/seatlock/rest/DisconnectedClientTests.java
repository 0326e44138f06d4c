package io.seatlock.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.store.LogLines;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisconnectedClientTests {

  /** What the sockets of both sides take while nobody reads is less, in bytes. */
  private static final int MORE_THAN_BUFFERS = 32 << 20;

  @TempDir
  private static Path files;

  private final LogLines.Source source = new LogLines.Source();

  @AutoClose
  private final PlanServer server = source.call(() -> new PlanServer(
      "--spring.web.resources.static-locations=" + files.toUri()));

  @AutoClose
  private final LogLines log = LogLines.of("io.seatlock.rest.problem", source::equals);

  /** Reads a byte of the answer, and closes the connection while the service is sending the others. */
  private void readTheBeginning(String path) throws IOException {
    try (Socket client = new Socket()) {
      client.setReceiveBufferSize(2048);
      client.connect(new InetSocketAddress(server.uri().getHost(), server.uri().getPort()));
      client.getOutputStream()
          .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");
      client.setSoLinger(true, 0);
    }
  }

  /** It happens all the time, and the service can't do anything about it. */
  @Test
  void clientThatDisconnectsWhileItsAnswerIsSentIsNoFailure() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(files.resolve("large.bin").toFile(), "rw")) {
      file.setLength(MORE_THAN_BUFFERS);
    }

    readTheBeginning("/large.bin");

    await().until(() -> server.finishedCalls() == 1);
    assertThat(log.lines()).isEmpty();
  }
}
