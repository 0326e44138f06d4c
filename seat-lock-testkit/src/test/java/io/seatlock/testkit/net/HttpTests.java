package io.seatlock.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.embedded.LoopbackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpTests {

  private final AtomicInteger requests = new AtomicInteger();
  private volatile boolean answers = true;
  private ServerSocket server;

  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> talk(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Each request of these tests arrives in a single read. */
  private void talk(Socket client) {
    byte[] request = new byte[4096];
    try (client) {
      while (client.getInputStream().read(request) >= 0) {
        requests.incrementAndGet();
        if (!answers) {
          return;
        }
        client.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException gone) {
      // The client may close the connection at any time.
    }
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private HttpRequest get(int port) {
    return Http.request(port, "GET", "/", null).timeout(Duration.ofSeconds(10)).build();
  }

  @Test
  void whereNobodyListensNothingIsSent() {
    assertThatThrownBy(() -> Http.send(get(LoopbackPorts.free()))).isInstanceOf(Http.NotSent.class);
    assertThatThrownBy(() -> Http.response(Http.begin(get(LoopbackPorts.free())))).isInstanceOf(Http.NotSent.class);
  }

  @Test
  void requestWhoseConnectionBreaksIsNotRepeated() throws IOException {
    assertThat(Http.send(get(server.getLocalPort())).statusCode()).isEqualTo(204);
    answers = false;
    assertThatThrownBy(() -> Http.send(get(server.getLocalPort()))).isInstanceOf(IOException.class)
        .isNotInstanceOf(Http.NotSent.class);
    assertThat(requests).hasValue(2);
  }

  /** On two cores the common pool has one thread. */
  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void answerDoesNotWaitForTheCommonPool() throws IOException {
    CountDownLatch done = new CountDownLatch(1);
    for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
      ForkJoinPool.commonPool().execute(() -> {
        try {
          done.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
    }
    try {
      assertThat(Http.send(get(server.getLocalPort())).statusCode()).isEqualTo(204);
    } finally {
      done.countDown();
    }
  }
}
