package io.seatlock.benchmark.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP connection, which is reopened when the server closes it: Tomcat does so after 100 requests. To save processor
 * time it parses only what Spring MVC answers to small requests.
 */
final class HttpConnection implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

  private static final String HEAD_END = "\r\n\r\n";

  /** The end of a response with chunked encoding. */
  private static final String LAST = "\r\n0\r\n\r\n";

  private static final int MAX_BYTES = 65_536;

  /** Position of the status in "HTTP/1.1 200". */
  private static final int STATUS = 9;

  private static final int STATUS_END = 12;

  private static final int PATIENCE_MS = 60_000;

  private static final Pattern CLOSE = Pattern.compile("\r\nconnection: *close\r\n", Pattern.CASE_INSENSITIVE);

  private final int port;

  private final byte[] buffer = new byte[MAX_BYTES];

  private Socket socket;

  private String answer = "";

  HttpConnection(int port) throws IOException {
    this.port = port;
    this.socket = connect(port);
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @return the HTTP status
   */
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

  /** The last answer, including its head. */
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
