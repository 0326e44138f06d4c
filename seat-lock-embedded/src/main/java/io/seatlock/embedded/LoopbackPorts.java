package io.seatlock.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1. A port that is free now may be taken by another process a moment later. */
public final class LoopbackPorts {

  /** Milliseconds; a loopback connection is accepted or refused long before. */
  private static final int CONNECT_TIMEOUT = 500;

  private static final int BUS = 10_000;

  private static final int FIRST_FOR_CLUSTER = 11_000;

  private static final int LAST_FOR_CLUSTER = 32_768 - BUS;

  private static final int MOST_TRIES = 1000;

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
   * A port for a node of a Redis Cluster: its bus has the port 10,000 above, also free. Both lie below
   * the ports that operating systems hand out (Linux from 32768), so that nobody gets them by chance
   * while a killed node is away.
   */
  static int freeForCluster() {
    return ThreadLocalRandom.current()
        .ints(FIRST_FOR_CLUSTER, LAST_FOR_CLUSTER)
        .limit(MOST_TRIES)
        .filter(port -> isFree(port) && isFree(port + BUS))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port for a node of a cluster"));
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
