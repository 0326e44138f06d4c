package io.seatlock.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind the proxy stands a server that answers each byte with the next higher one. */
class TcpProxyTests {

  private static final int PATIENCE_MS = 10_000;

  /** How long a test waits to be sure that nothing arrives. */
  private static final int SILENCE_MS = 300;

  private final AtomicInteger received = new AtomicInteger();

  private ServerSocket server;

  private TcpProxy proxy;

  private Socket client;

  @BeforeEach
  void connect() throws IOException {
    server = serve();
    proxy = new TcpProxy(server.getLocalPort());
    client = open();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    proxy.close();
    server.close();
  }

  @Test
  void bytesPassInBothDirections() throws IOException {
    assertThat(ask(5)).isEqualTo(6);
  }

  @Test
  void cutResetsConnectionsButLetsNewOnesIn() throws IOException {
    ask(5);
    proxy.cut();

    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    client = open();
    assertThat(ask(7)).isEqualTo(8);
  }

  @Test
  void blackHoleHoldsBytesAndLetsThemGoLater() throws IOException {
    ask(5);
    proxy.set(TcpProxy.Mode.BLACK_HOLE);
    client.getOutputStream().write(9);

    assertSilence();
    assertThat(received).hasValue(1);
    proxy.set(TcpProxy.Mode.PASS);
    assertThat(client.getInputStream().read()).isEqualTo(10);
  }

  @Test
  void droppedRepliesLeaveTheRequestDone() throws IOException {
    ask(5);
    proxy.set(TcpProxy.Mode.DROP_REPLIES);
    client.getOutputStream().write(9);

    assertThat(Await.until(Duration.ofSeconds(10), () -> received.get() == 2)).isTrue();
    assertSilence();
    proxy.set(TcpProxy.Mode.PASS);
    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  @Test
  void halfOpenLosesTheServerAndTheClientNoticesNothing() throws IOException {
    ask(5);
    proxy.halfOpen();
    client.getOutputStream().write(9);

    assertSilence();
    client.getOutputStream().write(9);
    assertSilence();
    assertThat(received).hasValue(1);
  }

  @Test
  void refusedClientsAreResetAndNewOnesToo() throws IOException {
    ask(5);
    proxy.set(TcpProxy.Mode.REFUSE);

    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    client = open();
    assertThatThrownBy(() -> ask(5)).isInstanceOf(SocketException.class);
  }

  @Test
  void delayMakesAnAnswerLate() throws IOException {
    ask(5);
    proxy.setDelay(Duration.ofMillis(150));
    long since = System.nanoTime();

    ask(5);
    assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void newConnectionsGoToTheNewTarget() throws IOException {
    ask(5);
    try (ServerSocket other = serve()) {
      server.close();
      proxy.retarget(other.getLocalPort());

      client = open();
      assertThat(ask(5)).isEqualTo(6);
    }
  }

  @Test
  void presentConnectionsStayWhenOnlyNewOnesGoElsewhere() throws IOException {
    ask(5);
    try (ServerSocket other = serve()) {
      proxy.retargetNew(other.getLocalPort());
      server.close();
      assertThat(ask(7)).isEqualTo(8);
      client = open();
      assertThat(ask(5)).isEqualTo(6);
    }
  }

  private int ask(int question) throws IOException {
    client.getOutputStream().write(question);
    return client.getInputStream().read();
  }

  private void assertSilence() throws IOException {
    client.setSoTimeout(SILENCE_MS);
    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    client.setSoTimeout(PATIENCE_MS);
  }

  private Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private ServerSocket serve() throws IOException {
    ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(socket));
    return socket;
  }

  private void accept(ServerSocket socket) {
    try {
      while (!socket.isClosed()) {
        Socket caller = socket.accept();
        Thread.ofVirtual().start(() -> answer(caller));
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private void answer(Socket caller) {
    try (caller) {
      for (int c = caller.getInputStream().read(); c >= 0; c = caller.getInputStream().read()) {
        received.incrementAndGet();
        caller.getOutputStream().write(c + 1);
      }
    } catch (IOException gone) {
      // Clients may close the connection at any time.
    }
  }
}
