package io.seatlock.live;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Writes queued bytes to a response as fast as its client reads them, and never blocks. Must be used by one thread at a
 * time.
 */
final class NonBlockingWriter {

  /** The largest number of bytes per write, which Tomcat may have to buffer for a slow client. */
  private static final int MAX_WRITE_BYTES = 8192;

  private final ServletOutputStream out;

  private final Queue<byte[]> unsent = new ArrayDeque<>();

  /** How many bytes of the first queued array are written. */
  private int sent;

  private boolean flushed = true;

  /** Whether Tomcat accepts bytes now; if not, it calls back when it does. */
  private boolean ready;

  /** {@link System#nanoTime()} */
  private long lastWrite = System.nanoTime();

  NonBlockingWriter(ServletOutputStream out) {
    this.out = out;
  }

  /** @param bytes the bytes to write; not copied */
  void add(byte[] bytes) {
    unsent.add(bytes);
  }

  boolean isReady() {
    return ready;
  }

  /** Must be called when Tomcat accepts bytes again. */
  void ready() {
    ready = true;
  }

  /** {@link System#nanoTime()} */
  long lastWrite() {
    return lastWrite;
  }

  /** @throws IOException if the connection is broken; Tomcat reports this to the stream as well */
  void write() throws IOException {
    try {
      for (byte[] next = unsent.peek(); ready && next != null; next = unsent.peek()) {
        writeSlice(next);
        ready = out.isReady();
      }
      if (ready && !flushed) {
        out.flush();
        flushed = true;
        ready = out.isReady();
      }
    } catch (IOException broken) {
      ready = false;
      throw broken;
    }
  }

  private void writeSlice(byte[] bytes) throws IOException {
    int length = Math.min(MAX_WRITE_BYTES, bytes.length - sent);
    out.write(bytes, sent, length);
    lastWrite = System.nanoTime();
    flushed = false;
    sent += length;
    if (sent == bytes.length) {
      unsent.remove();
      sent = 0;
    }
  }

  /** Discards the queue; nothing is written afterwards. */
  void close() {
    ready = false;
    unsent.clear();
  }
}
