package io.seatlock.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP link on 127.0.0.1 that can be made to misbehave, while the two at its ends notice nothing else. */
public final class Proxy implements AutoCloseable {

  /** What becomes of bytes. */
  public enum Mode {
    /** They pass. */
    PASS,
    /** They wait in both directions until the mode changes, as TCP's repetitions would bring them then. */
    BLACK_HOLE,
    /** Requests pass, what is answered to them is lost. */
    DROP_REPLIES,
    /** Nobody is let in and who was in is thrown out. */
    REFUSE
  }

  private static final int CONNECT_TIMEOUT_MS = 2000;

  private final ServerSocket door;

  private final Set<ProxyLink> links = ConcurrentHashMap.newKeySet();

  private volatile int target;

  private volatile Mode mode = Mode.PASS;

  private volatile Duration delay = Duration.ZERO;

  /** @param target a port of 127.0.0.1 */
  public Proxy(int target) {
    this.target = target;
    try {
      door = new ServerSocket(0, 200, loopback());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("proxy-" + target).start(this::accept);
  }

  public int port() {
    return door.getLocalPort();
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

  /** Resets (RST) all connections of this moment. */
  public void cut() {
    links.forEach(ProxyLink::reset);
  }

  /** All connections of this moment lose their server, but the client is not told. */
  public void halfOpen() {
    links.forEach(ProxyLink::loseServer);
  }

  /** Connections of this moment are reset; new ones go there. */
  public void retarget(int port) {
    target = port;
    cut();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    Socket server = new Socket();
    ProxyLink link = new ProxyLink(this, client, server);
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
