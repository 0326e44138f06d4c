package io.seatlock.rest;

import io.seatlock.plan.PlanLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** Reads the body of a request that stores a plan. It is much larger than other bodies, so it has its own limits. */
@Component
class PlanBody {

  /**
   * The time limit for reading a body, and again for discarding one. A slower sender would keep others from storing
   * plans, or a connection busy.
   */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static final int PIECE = 64 * 1024;

  private final DataSize most;

  private final Duration longest;

  @Autowired
  PlanBody(PlanLimits limits) {
    this(limits, LONGEST);
  }

  PlanBody(PlanLimits limits, Duration longest) {
    this.most = limits.maxSize();
    this.longest = longest;
  }

  /**
   * @throws PlanTooLarge if the body is larger than the limit. The rest of it has not been read; see {@link #drop}
   * @throws HttpMediaTypeNotSupportedException if the header names another charset than UTF-8
   */
  byte[] read(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
    checkCharset(request.getContentType());
    int limit = Math.toIntExact(most.toBytes());
    try {
      InputStream body = request.getInputStream();
      byte[] bytes = request.getContentLengthLong() > limit ? new byte[0] : read(body, limit + 1);
      if (bytes.length > limit || request.getContentLengthLong() > limit) {
        throw new PlanTooLarge(most);
      }
      return bytes;
    } catch (IOException broken) {
      throw new HttpMessageNotReadableException("The body ended early or stopped arriving", broken,
          new ServletServerHttpRequest(request));
    }
  }

  private byte[] read(InputStream body, int most) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    long since = System.nanoTime();
    int length = body.read(piece);
    while (length >= 0 && bytes.size() < most) {
      bytes.write(piece, 0, Math.min(length, most - bytes.size()));
      if (isOver(since)) {
        throw new InterruptedIOException("The body took longer than " + longest.toSeconds() + " s");
      }
      length = body.read(piece);
    }
    return bytes.toByteArray();
  }

  private boolean isOver(long since) {
    return System.nanoTime() - since > longest.toNanos();
  }

  /**
   * Reads and discards what is left of a refused body, up to the limits of size and time. Otherwise a client that is
   * still sending would see a broken connection instead of the answer. To be called without a permit: it lasts as long
   * as the client likes, up to the time limit.
   */
  void drop(HttpServletRequest request) {
    byte[] piece = new byte[PIECE];
    long since = System.nanoTime();
    try {
      InputStream body = request.getInputStream();
      long left = most.toBytes();
      int length = 0;
      // Not with skip(), which returns only after as many bytes as it was asked for.
      while (length >= 0 && left > 0 && !isOver(since)) {
        length = body.read(piece);
        left -= length;
      }
    } catch (IOException broken) {
      // The client has disconnected, or sends nothing.
    }
  }

  private static void checkCharset(@Nullable String type) throws HttpMediaTypeNotSupportedException {
    MediaType known = type == null ? MediaType.APPLICATION_JSON : MediaType.valueOf(type);
    if (known.getCharset() != null && !StandardCharsets.UTF_8.equals(known.getCharset())) {
      throw new HttpMediaTypeNotSupportedException(String.valueOf(type));
    }
  }

  /** The body is larger than allowed. The message is the limit with its unit. */
  static final class PlanTooLarge extends RuntimeException {

    private PlanTooLarge(DataSize most) {
      super(most.toMegabytes() > 0 ? most.toMegabytes() + " MiB" : most.toBytes() + " bytes", null, false, false);
    }
  }
}
