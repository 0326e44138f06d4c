package io.seatlock.faults.windows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A server whose streams a test writes event by event. */
final class StreamServer implements AutoCloseable {

  private final ServerSocket listener;

  StreamServer() {
    try {
      listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      listener.setSoTimeout(20_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Waits for the next request and sends the head of its response. */
  Stream accept() throws IOException {
    Socket socket = listener.accept();
    BufferedReader lines = new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    String lastEventId = null;
    for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      if (line.startsWith("Last-Event-ID: ")) {
        lastEventId = line.substring("Last-Event-ID: ".length());
      }
    }
    Stream stream = new Stream(socket, lastEventId);
    stream.send("HTTP/1.1 200 \r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
    return stream;
  }

  /** @param lastEventId of the request */
  record Stream(Socket socket, @Nullable String lastEventId) {

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    void close() throws IOException {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
