package io.seatlock.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Single commands to a Redis over a plain socket, because this module has no client library. */
final class RedisProbe {

  /** Milliseconds, for connecting and for each read. */
  private static final int TIMEOUT = 1000;

  /** Bytes. {@code INFO server} is far shorter, but another program on this port may send endlessly. */
  private static final int LONGEST_ANSWER = 64 * 1024;

  private RedisProbe() {}

  /** Whether commands are served: false while data is still being loaded. */
  static boolean isServing(int port) {
    String answer = ask(port, "PING");
    return !answer.isEmpty() && !answer.startsWith("-LOADING");
  }

  /** The lines {@code name:value} of {@code INFO server}; empty if nothing or another kind of server answers. */
  static Map<String, String> serverInfo(int port) {
    return ask(port, "INFO server")
        .lines()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2)
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, second) -> first));
  }

  /**
   * Sends a command and returns all that is answered until the connection closes; empty on any failure. Sentinel 7 does
   * not know QUIT, but closes the connection because our side of it is shut down.
   */
  static String ask(int port, String command) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT);
      socket.connect(new InetSocketAddress(LoopbackPorts.loopback(), port), TIMEOUT);
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      byte[] answer = socket.getInputStream().readNBytes(LONGEST_ANSWER);
      return new String(answer, StandardCharsets.UTF_8);
    } catch (IOException noAnswer) {
      return "";
    }
  }
}
