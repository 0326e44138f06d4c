package io.seatlock.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.plan.PlanLimits;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/** How long and how much is read of a body that never ends. */
@Timeout(20)
class PlanBodyTests {

  private static final DataSize LIMIT = DataSize.ofKilobytes(100);

  private static final int PIECE = 64 * 1024;

  private static final Duration LONG = Duration.ofMinutes(10);

  /** The length in the header; -1: none. */
  private long length = -1;

  /** Bytes that arrive at a time. */
  private int piece = 1;

  private long read;

  private int reads;

  private final MockHttpServletRequest request = new MockHttpServletRequest("PUT", "/venues/hall/plan") {

    @Override
    public long getContentLengthLong() {
      return length;
    }

    @Override
    public ServletInputStream getInputStream() {
      return new Endless();
    }
  };

  private class Endless extends ServletInputStream {

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new AssertionError("The body is read by its thread");
    }

    @Override
    public int read() {
      throw new AssertionError("Bytes are not read one by one");
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      int arrived = Math.min(piece, length);
      read += arrived;
      reads++;
      return arrived;
    }
  }

  private static PlanBody body(Duration longest) {
    return new PlanBody(new PlanLimits(LIMIT), longest);
  }

  @Test
  void slowBodyIsNotReadAfterItsTime() {
    assertThatThrownBy(() -> body(Duration.ZERO).read(request)).isInstanceOf(HttpMessageNotReadableException.class)
        .hasCauseInstanceOf(InterruptedIOException.class);

    assertThat(reads).isEqualTo(1);
  }

  @Test
  void slowBodyIsNotDiscardedAfterItsTime() {
    body(Duration.ZERO).drop(request);

    assertThat(reads).isLessThanOrEqualTo(1);
  }

  @Test
  void nothingIsDiscardedBeyondTheLimit() {
    piece = PIECE;

    body(LONG).drop(request);

    assertThat(read).isBetween(LIMIT.toBytes(), LIMIT.toBytes() + PIECE);
  }

  @Test
  void bodyThatIsSaidToBeTooLargeIsRefusedUnread() {
    length = LIMIT.toBytes() + 1;

    assertThatThrownBy(() -> body(LONG).read(request)).isInstanceOf(PlanBody.PlanTooLarge.class);

    assertThat(reads).isZero();
  }
}
