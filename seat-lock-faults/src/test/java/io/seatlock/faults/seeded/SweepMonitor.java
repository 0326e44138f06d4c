package io.seatlock.faults.seeded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Watches when a sweep last read the deadlines, with Redis' command MONITOR, which Lettuce does not support. */
final class SweepMonitor implements AutoCloseable {

  /** Only a sweep reads the deadlines from the lowest on. */
  private static final Pattern READ = Pattern.compile(
      "\\+(\\d+)\\.(\\d{6}) .*\"ZRANGEBYSCORE\" \"seat-deadlines[^\"]*\" \"-inf\".*");

  private final Socket socket;

  private volatile long latest;

  SweepMonitor(int redisPort) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), redisPort);
    socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
    BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    lines.readLine();
    Thread.ofVirtual().name("sweep-monitor").start(() -> read(lines));
  }

  private void read(BufferedReader lines) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher read = READ.matcher(line);
        if (read.matches()) {
          latest = Long.parseLong(read.group(1) + read.group(2));
        }
      }
    } catch (IOException closed) {
      // The monitor was closed.
    }
  }

  /** Time of the last read by Redis' clock, µs since the epoch; 0 before the first. */
  long latest() {
    return latest;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
