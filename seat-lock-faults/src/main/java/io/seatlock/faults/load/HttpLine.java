package io.seatlock.faults.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 to one port of 127.0.0.1 over a connection that is kept open; for one thread. As lean as can
 * be, since clients and services share the machine.
 */
final class HttpLine implements AutoCloseable {

  /** Longer than the service may take for any answer. */
  private static final int TIMEOUT_MS = 4000;

  private final int port;

  private @Nullable Socket socket;

  private @Nullable InputStream in;

  HttpLine(int port) {
    this.port = port;
  }

  /** The status and the body of an answer. */
  record Reply(int status, String body) {}

  /** The request did not leave, so it was surely not carried out. */
  static final class NotSent extends IOException {

    private static final long serialVersionUID = 1;

    NotSent(IOException cause) {
      super(cause);
    }
  }

  /** @throws NotSent if nobody listens; after any other exception the request may have arrived */
  void write(String method, String path, String body) throws IOException {
    Socket open = open();
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head = method + " " + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
        + content.length + "\r\n\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(start, start.length + content.length);
    System.arraycopy(content, 0, all, start.length, content.length);
    try {
      open.getOutputStream().write(all);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** @throws IOException if no answer came; what was asked may have been done */
  Reply read() throws IOException {
    InputStream replies = in;
    if (replies == null) {
      throw new IOException("closed");
    }
    try {
      return read(replies);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Socket open() throws NotSent {
    Socket known = socket;
    if (known != null) {
      return known;
    }
    Socket fresh = new Socket();
    try {
      fresh.setTcpNoDelay(true);
      fresh.setSoTimeout(TIMEOUT_MS);
      fresh.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
      in = new BufferedInputStream(fresh.getInputStream());
      socket = fresh;
      return fresh;
    } catch (IOException e) {
      throw new NotSent(e);
    }
  }

  private Reply read(InputStream replies) throws IOException {
    String first = line(replies);
    int status = Integer.parseInt(first.substring(9, 12));
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(replies); !header.isEmpty(); header = line(replies)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
      last |= lower.startsWith("connection:") && lower.contains("close");
    }
    byte[] body = chunked ? chunks(replies) : replies.readNBytes(length);
    if (last) {
      close();
    }
    return new Reply(status, new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] chunks(InputStream replies) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int length = Integer.parseInt(line(replies), 16);
    while (length > 0) {
      body.write(replies.readNBytes(length));
      line(replies);
      length = Integer.parseInt(line(replies), 16);
    }
    line(replies);
    return body.toByteArray();
  }

  private static String line(InputStream replies) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = replies.read(); c != '\n'; c = replies.read()) {
      if (c < 0) {
        throw new EOFException("the service closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    Socket open = socket;
    socket = null;
    in = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // It is gone.
    }
  }
}
