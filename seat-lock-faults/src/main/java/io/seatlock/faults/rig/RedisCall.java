package io.seatlock.faults.rig;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One command to one Redis on a connection of its own: what the rig asks must not depend on what a client library does under faults. */
public final class RedisCall {

  private static final int TIMEOUT_MS = 5000;

  private RedisCall() {}

  /**
   * The reply: a number and text as text, an array as its parts in one list, nil as nothing.
   *
   * @throws IOException if Redis does not answer, or answers with an error
   */
  public static List<String> ask(int port, String... command) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MS);
      socket.connect(new InetSocketAddress(Proxy.loopback(), port), TIMEOUT_MS);
      socket.getOutputStream().write(encode(command));
      List<String> reply = new ArrayList<>();
      read(new BufferedInputStream(socket.getInputStream()), reply);
      return reply;
    }
  }

  /** The only part of the reply, as a number. */
  public static long number(int port, String... command) throws IOException {
    return Long.parseLong(ask(port, command).getFirst());
  }

  private static byte[] encode(String... command) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("*" + command.length + "\r\n").getBytes(StandardCharsets.UTF_8));
    for (String part : command) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes(("$" + text.length + "\r\n").getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(text);
      bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void read(InputStream in, List<String> reply) throws IOException {
    String line = line(in);
    String rest = line.substring(1);
    switch (line.charAt(0)) {
      case '+', ':' -> reply.add(rest);
      case '-' -> throw new IOException("Redis says " + rest);
      case '$' -> bulk(in, Integer.parseInt(rest), reply);
      case '*' -> array(in, Integer.parseInt(rest), reply);
      default -> throw new IOException("not Redis: " + line);
    }
  }

  private static void bulk(InputStream in, int length, List<String> reply) throws IOException {
    if (length >= 0) {
      reply.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      in.skipNBytes(2);
    }
  }

  private static void array(InputStream in, int length, List<String> reply) throws IOException {
    for (int i = 0; i < length; i++) {
      read(in, reply);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new IOException("Redis closed the connection");
      }
      line.append((char) c);
    }
    in.skipNBytes(1);
    return line.toString();
  }
}
