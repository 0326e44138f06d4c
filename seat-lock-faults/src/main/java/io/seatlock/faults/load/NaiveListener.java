package io.seatlock.faults.load;

import io.seatlock.faults.rig.RedisCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What many teams build first: a key with a TTL, and a listener to Redis' notification of its end. For comparison only. */
public final class NaiveListener implements AutoCloseable {

  private final int port;

  private final Socket socket;

  /** By key, ms since the epoch. */
  private final Map<String, Long> deadlines = new ConcurrentHashMap<>();

  private final Map<String, Long> late = new ConcurrentHashMap<>();

  public NaiveListener(int port) throws IOException {
    this.port = port;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write("SUBSCRIBE __keyevent@0__:expired\r\n".getBytes(StandardCharsets.UTF_8));
    BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    Thread.ofVirtual().start(() -> listen(lines));
  }

  /** Sets keys that end after so many ms. */
  public void set(int keys, int millis) {
    try {
      for (int i = 0; i < keys; i++) {
        String key = "naive:" + i;
        deadlines.put(key, System.currentTimeMillis() + millis);
        var _ = RedisCall.ask(port, "SET", key, "1", "PX", String.valueOf(millis));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From the deadline to the notification, of those that came, ms, sorted. */
  public long[] lateness() {
    return late.values().stream().mapToLong(Long::longValue).sorted().toArray();
  }

  private void listen(BufferedReader lines) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Long deadline = deadlines.get(line);
        if (deadline != null) {
          late.putIfAbsent(line, System.currentTimeMillis() - deadline);
        }
      }
    } catch (IOException closed) {
      // The end.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
