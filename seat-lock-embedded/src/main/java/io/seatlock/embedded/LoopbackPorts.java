package io.seatlock.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;

/** Ports of 127.0.0.1. A port that is free now may be taken by another process a moment later. */
public final class LoopbackPorts {

  /** Milliseconds; a loopback connection is accepted or refused long before. */
  private static final int CONNECT_TIMEOUT = 500;

  private static final int BUS = 10_000;

  private static final int FIRST = 12_000;

  /**
   * Operating systems choose from here (Linux) or above when a program calls another. A server that is
   * away for a moment would find such a port taken by somebody's call, even by one to itself.
   */
  private static final int END = 32_768;

  private static final int MOST_TRIES = 1000;

  private LoopbackPorts() {}

  /** A port that nobody listens on, and that no outgoing connection will get by chance. */
  public static int free() {
    return free(END, LoopbackPorts::isFree);
  }

  /** A port for a node of a Redis Cluster: its bus has the port 10,000 above, also free. */
  static int freeForCluster() {
    return free(END - BUS, port -> isFree(port) && isFree(port + BUS));
  }

  private static int free(int end, IntPredicate fit) {
    return ThreadLocalRandom.current()
        .ints(FIRST, end)
        .limit(MOST_TRIES)
        .filter(fit)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port on 127.0.0.1"));
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
