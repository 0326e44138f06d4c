package io.seatlock.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** What must be asked of a Redis without any client library. */
final class RedisProbe {

  /** Milliseconds for connecting and for each part of the answer. */
  private static final int TIMEOUT = 1000;

  /** Bytes; {@code INFO server} is far shorter, and a stranger may send without end. */
  private static final int LONGEST_ANSWER = 64 * 1024;

  private RedisProbe() {}

  /** Whether commands are served: false while data is still being loaded. */
  static boolean isServing(int port) {
    String answer = ask(port, "PING");
    return !answer.isEmpty() && !answer.startsWith("-LOADING");
  }

  /** The fields of {@code INFO server}; empty if nothing or something else answers. */
  static Map<String, String> serverInfo(int port) {
    return fields(port, "INFO server");
  }

  /** The lines {@code name:value} of an answer; empty if nothing or something else answers. */
  static Map<String, String> fields(int port, String command) {
    return ask(port, command)
        .lines()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2)
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, second) -> first));
  }

  /** The second line of an answer, which holds a bulk string of one line. */
  static String bulk(int port, String command) {
    return ask(port, command).lines().skip(1).findFirst().orElse("");
  }

  /** A Sentinel of version 7 does not know QUIT; it hangs up when it hears that we have. */
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
