package io.seatlock.live;

import static org.awaitility.Awaitility.await;

import io.seatlock.testkit.BesideOthers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@BesideOthers
class ClosedClientTests {

  /** The first comment comes after 15 s, its second part up to 2 s later, and the next comment after 30 s. */
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(28);

  private final LiveStage stage = new LiveStage(100, LiveStage.settings());

  @AfterEach
  void stop() {
    stage.close();
  }

  private void openAndClose() throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), stage.port())) {
      client.getOutputStream().write(("GET /venues/" + LiveStage.VENUE
          + "/seats/stream HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      StringBuilder read = new StringBuilder();
      // All of it, so that the connection is closed in order.
      while (!read.toString().endsWith("}\n\n\r\n")) {
        read.append((char) client.getInputStream().read());
      }
    }
  }

  @Test
  void closedConnectionIsNoticedByTheFirstCommentThoughNothingChanges() throws Exception {
    openAndClose();
    await().atMost(NOTICED_WITHIN).until(() -> stage.openStreams() == 0);
  }
}
