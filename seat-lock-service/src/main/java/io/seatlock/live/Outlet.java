package io.seatlock.live;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/** Writes to a response as much as its reader takes, and never waits. Used by one thread at a time. */
final class Outlet {

  /** Bytes that are handed to the server at once; so much it may have to keep for a slow reader. */
  private static final int SLICE = 8192;

  private final ServletOutputStream out;

  private final Queue<byte[]> unsent = new ArrayDeque<>();

  /** Bytes of the first of them that are sent. */
  private int sent;

  private boolean flushed = true;

  /** Whether the server takes bytes now; if not, it says when it does again. */
  private boolean ready;

  /** {@link System#nanoTime()} */
  private long lastWrite = System.nanoTime();

  Outlet(ServletOutputStream out) {
    this.out = out;
  }

  /** @param bytes are not copied */
  void add(byte[] bytes) {
    unsent.add(bytes);
  }

  boolean isReady() {
    return ready;
  }

  /** The server says that it takes bytes again. */
  void ready() {
    ready = true;
  }

  /** {@link System#nanoTime()} */
  long lastWrite() {
    return lastWrite;
  }

  /** @throws IOException if the connection is broken; the server notices that, too */
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
    int length = Math.min(SLICE, bytes.length - sent);
    out.write(bytes, sent, length);
    lastWrite = System.nanoTime();
    flushed = false;
    sent += length;
    if (sent == bytes.length) {
      unsent.remove();
      sent = 0;
    }
  }

  /** Nothing is written any more. */
  void close() {
    ready = false;
    unsent.clear();
  }
}
