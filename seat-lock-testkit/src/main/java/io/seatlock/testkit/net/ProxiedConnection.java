package io.seatlock.testkit.net;

import io.seatlock.testkit.Await;
import io.seatlock.testkit.net.TcpProxy.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** One connection through a {@link TcpProxy}. */
final class ProxiedConnection {

  private static final int BUFFER = 64 * 1024;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final TcpProxy proxy;

  private final Socket client;

  private final Socket server;

  private volatile boolean serverLost;

  private volatile boolean ended;

  ProxiedConnection(TcpProxy proxy, Socket client, Socket server) {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
  }

  /** Forwards bytes in both directions; returns when the connection has ended. */
  void forward() {
    Thread replies = Thread.ofVirtual().start(() -> pump(server, client, true));
    pump(client, server, false);
    try {
      replies.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reset();
    }
  }

  int portAtServer() {
    return server.getLocalPort();
  }

  /** RST instead of FIN in both directions. */
  void reset() {
    ended = true;
    reset(client);
    reset(server);
  }

  void loseServer() {
    serverLost = true;
    reset(server);
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException closed) {
      // That is what was wanted.
    }
  }

  private void pump(Socket from, Socket to, boolean replies) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        hold();
        if (!(replies && proxy.mode() == Mode.DROP_REPLIES) && !serverLost) {
          out.write(buffer, 0, length);
        }
      }
    } catch (IOException broken) {
      // Both ends may close the connection at any time.
    }
    if (!serverLost || !replies) {
      reset();
    }
  }

  private void hold() {
    if (!proxy.delay().isZero()) {
      Await.sleep(proxy.delay());
    }
    while (proxy.mode() == Mode.BLACK_HOLE && !ended) {
      Await.sleep(LOOK_AGAIN);
    }
  }
}
