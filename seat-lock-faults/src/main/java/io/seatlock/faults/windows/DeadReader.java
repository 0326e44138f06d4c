package io.seatlock.faults.windows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Opens a stream and never reads from it, like a machine that has gone to sleep. */
final class DeadReader implements AutoCloseable {

  /** Bytes; so small that the service's writes block soon. */
  private static final int BUFFER = 1024;

  private final Socket socket = new Socket();

  DeadReader(int port, String venue) throws IOException {
    socket.setReceiveBufferSize(BUFFER);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.getOutputStream().write(("GET /venues/" + venue + "/seats/stream HTTP/1.1\r\nHost: 127.0.0.1:" + port
        + "\r\nAccept: text/event-stream\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
