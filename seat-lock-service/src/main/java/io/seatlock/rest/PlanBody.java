package io.seatlock.rest;

import io.seatlock.plan.PlanLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** The body of a request that brings a plan: much larger than all others, so it has a limit of its own. */
@Component
class PlanBody {

  private final DataSize most;

  PlanBody(PlanLimits limits) {
    this.most = limits.maxSize();
  }

  /**
   * @throws PlanTooLarge if there is more than the limit. As much again is read before, since a client that is still
   *     sending would find its connection broken instead of an answer
   * @throws HttpMediaTypeNotSupportedException if the header names another charset than UTF-8
   */
  byte[] read(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
    checkCharset(request.getContentType());
    int limit = Math.toIntExact(most.toBytes());
    try {
      InputStream body = request.getInputStream();
      byte[] bytes = request.getContentLengthLong() > limit ? new byte[0] : body.readNBytes(limit + 1);
      if (bytes.length > limit || request.getContentLengthLong() > limit) {
        body.skip(limit);
        throw new PlanTooLarge(most);
      }
      return bytes;
    } catch (IOException broken) {
      throw new HttpMessageNotReadableException("The body ended or stood still", broken,
          new ServletServerHttpRequest(request));
    }
  }

  private static void checkCharset(@Nullable String type) throws HttpMediaTypeNotSupportedException {
    MediaType known = type == null ? MediaType.APPLICATION_JSON : MediaType.valueOf(type);
    if (known.getCharset() != null && !StandardCharsets.UTF_8.equals(known.getCharset())) {
      throw new HttpMediaTypeNotSupportedException(String.valueOf(type));
    }
  }

  /** The message is the limit. */
  static final class PlanTooLarge extends RuntimeException {

    private PlanTooLarge(DataSize most) {
      super(most.toMegabytes() > 0 ? most.toMegabytes() + " MiB" : most.toBytes() + " bytes", null, false, false);
    }
  }
}
