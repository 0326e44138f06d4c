package io.seatlock.benchmark.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Parses a response with chunked encoding, and passes on each line of its head and body as it arrives. */
final class ChunkedLines {

  private static final int HEX = 16;

  private final Consumer<String> lines;

  private final StringBuilder framing = new StringBuilder();

  private final StringBuilder line = new StringBuilder();

  private boolean inHead = true;

  /** Remaining bytes of the present chunk. */
  private int left;

  ChunkedLines(Consumer<String> lines) {
    this.lines = lines;
  }

  void read(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      char next = (char) (bytes.get() & 0xff);
      if (left > 0) {
        left--;
        take(next);
      } else if (next == '\n') {
        endFraming();
      } else if (next != '\r') {
        framing.append(next);
      }
    }
  }

  private void take(char next) {
    if (next == '\n') {
      lines.accept(line.toString());
      line.setLength(0);
    } else {
      line.append(next);
    }
  }

  private void endFraming() {
    String text = framing.toString();
    framing.setLength(0);
    if (inHead) {
      inHead = !text.isEmpty();
      lines.accept(text);
    } else if (!text.isEmpty()) {
      left = Integer.parseInt(text, HEX);
    }
  }

  /** ASCII text as bytes. */
  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
