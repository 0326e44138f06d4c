package io.seatlock.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports of 127.0.0.1. A port that is free now may be taken by another process a moment later. */
public final class LoopbackPorts {

  /** Milliseconds; a loopback connection is accepted or refused long before. */
  private static final int CONNECT_TIMEOUT = 500;

  private LoopbackPorts() {}

  /** A port that nobody listens on, chosen by the operating system. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Binding alone is not enough: on macOS it succeeds beside a listener on all interfaces, so the
   * port is also called.
   */
  public static boolean isFree(int port) {
    if (accepts(port)) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket(port, 1, loopback())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(loopback(), port), CONNECT_TIMEOUT);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  static InetAddress loopback() {
    try {
      return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
