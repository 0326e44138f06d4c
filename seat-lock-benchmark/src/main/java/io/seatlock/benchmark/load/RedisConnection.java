package io.seatlock.benchmark.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A connection to Redis. To save processor time it skips replies and only checks them for errors. */
final class RedisConnection implements AutoCloseable {

  private static final int PATIENCE_MS = 10_000;

  private final Socket socket;

  private final InputStream input;

  RedisConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    input = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends the commands as a pipeline and waits for all replies. */
  void send(List<byte[]> commands) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] command : commands) {
      all.write(command);
    }
    socket.getOutputStream().write(all.toByteArray());
    for (int i = 0; i < commands.size(); i++) {
      skipReply();
    }
  }

  static byte[] command(List<String> words) {
    StringBuilder text = new StringBuilder("*").append(words.size()).append("\r\n");
    words.forEach(word -> text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n"));
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Reads the next line. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next;
    while ((next = input.read()) != '\r') {
      if (next < 0) {
        throw new EOFException("Redis has closed the connection");
      }
      line.append((char) next);
    }
    input.skipNBytes(1);
    return line.toString();
  }

  private void skipReply() throws IOException {
    String line = line();
    switch (line.charAt(0)) {
      case '-' -> throw new IOException("Redis answers: " + line);
      case '$' -> input.skipNBytes(line.equals("$-1") ? 0 : Long.parseLong(line, 1, line.length(), 10) + 2);
      case '*' -> {
        for (int i = Integer.parseInt(line, 1, line.length(), 10); i > 0; i--) {
          skipReply();
        }
      }
      default -> {
        // A number or a simple string: the line is the whole reply.
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
