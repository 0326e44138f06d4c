package io.seatlock.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Ports of the loopback addresses: 127.0.0.1 and, where there is IPv6, ::1. A client may resolve {@code localhost} to
 * either of them. A port that is free now may be taken by another process a moment later.
 */
public final class LoopbackPorts {

  /** Milliseconds; a loopback connection is accepted or refused much sooner. */
  private static final int CONNECT_TIMEOUT = 500;

  private static final int CLUSTER_BUS_OFFSET = 10_000;

  private static final int FIRST_PORT = 12_000;

  /**
   * Exclusive. From here (Linux) or above, operating systems choose the local ports of outgoing connections. Such a
   * connection could take the port of a server that restarts, even a connection to that very server.
   */
  private static final int END_PORT = 32_768;

  private static final int MAX_TRIES = 1000;

  /** The ports that were handed out, so that servers that start at the same time in this JVM don't get the same. */
  private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

  private static final byte[] IPV4 = {127, 0, 0, 1};

  private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private static final boolean HAS_IPV6 = canBind(loopback6(), 0);

  private LoopbackPorts() {}

  /**
   * A port that nobody listens on and that this JVM has not handed out before, outside the range from which outgoing
   * connections get theirs.
   */
  public static int free() {
    return free(END_PORT, LoopbackPorts::take);
  }

  /** A port for a node of a Redis Cluster. The port of the node's cluster bus, which is 10,000 higher, is free too. */
  public static int freeForCluster() {
    return free(END_PORT - CLUSTER_BUS_OFFSET, port -> take(port) && take(port + CLUSTER_BUS_OFFSET));
  }

  private static boolean take(int port) {
    return isFree(port) && TAKEN.add(port);
  }

  private static int free(int end, IntPredicate suitable) {
    return ThreadLocalRandom.current()
        .ints(FIRST_PORT, end)
        .limit(MAX_TRIES)
        .filter(suitable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port on localhost"));
  }

  /** Whether this JVM can listen on ::1: a machine may be without IPv6, or the JVM set to prefer IPv4. */
  public static boolean hasIpv6() {
    return HAS_IPV6;
  }

  /** Whether nobody listens on this port of any loopback address. */
  public static boolean isFree(int port) {
    return Stream.of(loopback(), loopback6()).filter(address -> HAS_IPV6 || address.equals(loopback()))
        .allMatch(address -> isFree(address, port));
  }

  /**
   * A successful bind is not enough: on macOS it also succeeds while another program listens on all interfaces. So this
   * tries to connect, too.
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

  /** ::1. Listening on it works only if {@link #hasIpv6}. */
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
