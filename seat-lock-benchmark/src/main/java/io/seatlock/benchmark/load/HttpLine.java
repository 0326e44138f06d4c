package io.seatlock.benchmark.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection, opened anew when the server wants that: Tomcat does after 100 requests. It understands what Spring MVC
 * answers to small requests, which costs little.
 */
final class HttpLine implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

  private static final String HEAD_END = "\r\n\r\n";

  /** Of chunks. */
  private static final String LAST = "\r\n0\r\n\r\n";

  private static final int MOST_BYTES = 65_536;

  /** Of "HTTP/1.1 200". */
  private static final int STATUS = 9;

  private static final int STATUS_END = 12;

  private static final int PATIENCE_MS = 60_000;

  private static final Pattern CLOSE = Pattern.compile("\r\nconnection: *close\r\n", Pattern.CASE_INSENSITIVE);

  private final int port;

  private final byte[] buffer = new byte[MOST_BYTES];

  private Socket socket;

  private String answer = "";

  HttpLine(int port) throws IOException {
    this.port = port;
    this.socket = connect(port);
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  /** The status. */
  int send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    InputStream input = socket.getInputStream();
    int length = 0;
    do {
      int read = input.read(buffer, length, buffer.length - length);
      if (read <= 0) {
        throw new IOException("the connection ended within an answer");
      }
      length += read;
      answer = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    } while (!isComplete(answer));
    if (CLOSE.matcher(answer).find()) {
      socket.close();
      socket = connect(port);
    }
    return Integer.parseInt(answer, STATUS, STATUS_END, 10);
  }

  /** The last one, with its head. */
  String answer() {
    return answer;
  }

  static boolean isComplete(String answer) {
    int head = answer.indexOf(HEAD_END);
    if (head < 0) {
      return false;
    }
    Matcher length = LENGTH.matcher(answer).region(0, head);
    return length.find()
        ? answer.length() >= head + HEAD_END.length() + Integer.parseInt(length.group(1))
        : answer.endsWith(LAST);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
