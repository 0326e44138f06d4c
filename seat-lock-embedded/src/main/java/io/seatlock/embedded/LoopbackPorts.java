package io.seatlock.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Ports of the loopback addresses: 127.0.0.1 and, where there is IPv6, ::1. A client may take {@code localhost} for
 * either of them. A port that is free now may be taken by another process a moment later.
 */
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

  private static final byte[] IPV4 = {127, 0, 0, 1};

  private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private static final boolean HAS_IPV6 = canBind(loopback6(), 0);

  private LoopbackPorts() {}

  /** A port that nobody listens on, and that no outgoing connection will get by chance. */
  public static int free() {
    return free(END, LoopbackPorts::isFree);
  }

  /** A port for a node of a Redis Cluster: its bus has the port 10,000 above, also free. */
  public static int freeForCluster() {
    return free(END - BUS, port -> isFree(port) && isFree(port + BUS));
  }

  private static int free(int end, IntPredicate fit) {
    return ThreadLocalRandom.current()
        .ints(FIRST, end)
        .limit(MOST_TRIES)
        .filter(fit)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port on localhost"));
  }

  /** Whether this JVM can listen on ::1: a machine may be without IPv6, or the JVM set to prefer IPv4. */
  public static boolean hasIpv6() {
    return HAS_IPV6;
  }

  /** On all loopback addresses. */
  public static boolean isFree(int port) {
    return Stream.of(loopback(), loopback6()).filter(address -> HAS_IPV6 || address.equals(loopback()))
        .allMatch(address -> isFree(address, port));
  }

  /**
   * Binding alone is not enough: on macOS it succeeds beside a listener on all interfaces, so the
   * port is also called.
   */
  private static boolean isFree(InetAddress address, int port) {
    return !accepts(address, port) && canBind(address, port);
  }

  private static boolean canBind(InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, address)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  static boolean accepts(int port) {
    return accepts(loopback(), port);
  }

  private static boolean accepts(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), CONNECT_TIMEOUT);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  public static InetAddress loopback() {
    return address(IPV4);
  }

  /** Can only be listened on if {@link #hasIpv6}. */
  public static InetAddress loopback6() {
    return address(IPV6);
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress("localhost", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
