package io.seatlock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An address that leads each new connection to the server of the moment; those of before stay where they are. */
final class Door implements AutoCloseable {

  private final ServerSocket entrance;

  private volatile int target;

  /** @param target a port of 127.0.0.1 */
  Door(int target) throws IOException {
    this.target = target;
    entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("door").start(this::letIn);
  }

  int port() {
    return entrance.getLocalPort();
  }

  void leadTo(int port) {
    target = port;
  }

  private void letIn() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> carry(client, server));
        Thread.ofVirtual().start(() -> carry(server, client));
      } catch (IOException refused) {
        // Whoever came tries again; a closed door ends the loop.
      }
    }
  }

  private static void carry(Socket from, Socket to) {
    try (from; to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // Both ends are closed now.
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
