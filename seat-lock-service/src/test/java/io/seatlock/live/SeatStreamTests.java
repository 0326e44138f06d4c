package io.seatlock.live;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;

class SeatStreamTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Broadcast older = Broadcast.empty("e").restarted(1001).with(frame(2))
      .with(Encoding.PLAIN, new Snapshot(2, bytes("snapshot 2 at "), bytes(";")));

  private final Broadcast newer = older.with(frame(3));

  private final Written written = new Written();

  private static Frame frame(long number) {
    return new Frame(number, 1000 + number, bytes("frame " + number + ";"), new byte[0]);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Tomcat calls back on a thread of its own, while the venue's loop publishes and delivers the next frame. */
  @Test
  void broadcastThatWasOvertakenIsNotDeliveredAfterItsSuccessor() throws InterruptedException {
    List<Thread> loops = new ArrayList<>();
    List<SeatStream> streams = new ArrayList<>();
    SeatStream stream = new SeatStream(new MockAsyncContext(new MockHttpServletRequest(), null), written,
        Encoding.PLAIN, 2, bytes("greeting;"), new Venue(() -> {
          Thread loop = Thread.ofVirtual().start(() -> streams.getFirst().deliver(newer));
          loops.add(loop);
          loop.join(Duration.ofMillis(200));
        }), LONG, () -> {});
    streams.add(stream);

    stream.onWritePossible();
    loops.getFirst().join();

    assertThat(written.bytes).hasToString("greeting;frame 3;");
  }

  private interface Meanwhile {

    void run() throws InterruptedException;
  }

  /** @param meanwhile happens after the present broadcast was read, and before the reader gets it */
  private final class Venue implements SeatStream.Source {

    private final Meanwhile meanwhile;

    Venue(Meanwhile meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public Broadcast now() {
      try {
        meanwhile.run();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return older;
    }

    @Override
    public Instant redisTime() {
      return Instant.EPOCH;
    }

    @Override
    public void needsSnapshot(SeatStream stream) {}

    @Override
    public void ended(SeatStream stream) {}
  }

  private static final class Written extends ServletOutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {}

    @Override
    public void write(int one) {
      bytes.write(one);
    }
  }
}
