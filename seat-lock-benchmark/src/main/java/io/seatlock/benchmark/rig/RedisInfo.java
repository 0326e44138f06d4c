package io.seatlock.benchmark.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a Redis what it uses. */
public final class RedisInfo {

  private static final int PATIENCE_MS = 10_000;

  private RedisInfo() {}

  /** Bytes that its data takes. */
  public static long usedMemory(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(),
            StandardCharsets.UTF_8))) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write("INFO memory\r\n".getBytes(StandardCharsets.UTF_8));
      String line;
      while ((line = answer.readLine()) != null) {
        if (line.startsWith("used_memory:")) {
          return Long.parseLong(line.substring("used_memory:".length()));
        }
      }
      throw new IllegalStateException("Redis does not say what it uses");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
