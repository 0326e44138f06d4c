package io.seatlock.testkit.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy on 127.0.0.1 that injects faults into the connections through it. */
public final class TcpProxy implements AutoCloseable {

  /** What happens to bytes. */
  public enum Mode {
    /** They are forwarded. */
    PASS,
    /** They are held back in both directions and forwarded when the mode changes, as if TCP retransmitted them then. */
    BLACK_HOLE,
    /** Requests are forwarded, replies are dropped. */
    DROP_REPLIES,
    /** Connections are reset, also new ones. */
    REFUSE
  }

  private static final int CONNECT_TIMEOUT_MS = 2000;

  private final ServerSocket listener;

  private final Set<ProxiedConnection> links = ConcurrentHashMap.newKeySet();

  private volatile int target;

  private volatile Mode mode = Mode.PASS;

  private volatile Duration delay = Duration.ZERO;

  /** @param target a port of 127.0.0.1 */
  public TcpProxy(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 200, loopback());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("proxy-" + target).start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  Mode mode() {
    return mode;
  }

  Duration delay() {
    return delay;
  }

  /** The end of {@link Mode#DROP_REPLIES} resets all connections: after a lost reply a connection is useless. */
  public void set(Mode mode) {
    Mode before = this.mode;
    this.mode = mode;
    if (before == Mode.DROP_REPLIES || mode == Mode.REFUSE) {
      cut();
    }
  }

  /** Delays bytes by this time in both directions; zero: no delay. */
  public void setDelay(Duration delay) {
    this.delay = delay;
  }

  /** Whether one of the connections to the server comes from this local port. */
  public boolean connectsFrom(int port) {
    return links.stream().anyMatch(link -> link.portAtServer() == port);
  }

  /** Resets (RST) all present connections. */
  public void cut() {
    links.forEach(ProxiedConnection::reset);
  }

  /** Closes the server's half of all present connections; their clients do not notice. */
  public void halfOpen() {
    links.forEach(ProxiedConnection::loseServer);
  }

  /** Sends new connections to this port and resets present ones. */
  public void retarget(int port) {
    retargetNew(port);
    cut();
  }

  /** Sends new connections to this port; present ones keep their server. */
  public void retargetNew(int port) {
    target = port;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    Socket server = new Socket();
    ProxiedConnection link = new ProxiedConnection(this, client, server);
    links.add(link);
    try {
      if (mode == Mode.REFUSE) {
        link.reset();
      } else {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        server.connect(new InetSocketAddress(loopback(), target), CONNECT_TIMEOUT_MS);
        link.forward();
      }
    } catch (IOException refused) {
      link.reset();
    } finally {
      links.remove(link);
    }
  }

  static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }
}
