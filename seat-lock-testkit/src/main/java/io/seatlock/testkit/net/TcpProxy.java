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
    /** They are held in both directions until the mode changes, as TCP would then retransmit them. */
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

  /** Replies that were lost leave a connection useless, so it is reset when they may pass again. */
  public void set(Mode mode) {
    Mode before = this.mode;
    this.mode = mode;
    if (before == Mode.DROP_REPLIES || mode == Mode.REFUSE) {
      cut();
    }
  }

  /** Each read of bytes is passed on so much later, in both directions; zero for none. */
  public void setDelay(Duration delay) {
    this.delay = delay;
  }

  /** Whether the server sees one of the connections as coming from this port. */
  public boolean comesFrom(int port) {
    return links.stream().anyMatch(link -> link.serverSees() == port);
  }

  /** Resets (RST) all present connections. */
  public void cut() {
    links.forEach(ProxiedConnection::reset);
  }

  /** All present connections lose their server, and the client does not notice. */
  public void halfOpen() {
    links.forEach(ProxiedConnection::loseServer);
  }

  /** Present connections are reset; new ones go there. */
  public void retarget(int port) {
    retargetNew(port);
    cut();
  }

  /** New connections go there; present ones stay where they are. */
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
        link.pass();
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
