package io.seatlock.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.seat.SeatState.Status;
import io.seatlock.testkit.BesideOthers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@BesideOthers
class SlowReaderTests {

  private static final int SEATS = 4000;

  /** Longer than it takes on a busy machine: only comparisons count. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private LiveStage stage = start(Duration.ofSeconds(10));

  private final List<Window> windows = new ArrayList<>();

  /** @param patience how long a reader may be behind; longer than a busy machine keeps a good one from reading */
  private static LiveStage start(Duration patience) {
    return new LiveStage(SEATS, new LiveSettings(200, 150, Duration.ofMillis(20), Duration.ofMillis(200), patience));
  }

  @AfterEach
  void stop() {
    windows.forEach(Window::close);
    stage.close();
  }

  private void openWindows(int number) {
    for (int i = 0; i < number; i++) {
      windows.add(stage.window(i % 2 == 0 ? "" : "?encoding=packed"));
    }
    await().atMost(SOON).until(() -> windows.stream().allMatch(window -> window.seq() > 0));
  }

  /** Asks for the stream through a small window of TCP, and reads nothing by itself. */
  private Socket openDead() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(2048);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), stage.port()));
    socket.getOutputStream()
        .write(("GET /venues/" + LiveStage.VENUE + "/seats/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    await().until(() -> streams() > windows.size());
    return socket;
  }

  private int streams() {
    LiveVenue venue = stage.venues.find(LiveStage.VENUE);
    return venue == null ? 0 : venue.streams();
  }

  /** @return from the change to the last window that shows it, in ms */
  private long millisUntilAllShow(Random random) {
    for (int i = 0; i < 1000; i++) {
      stage.change(random.nextInt(SEATS), List.of(Status.values()).get(random.nextInt(3)));
    }
    long start = System.nanoTime();
    await().pollInterval(Duration.ofMillis(5)).atMost(SOON).until(
        () -> windows.stream().allMatch(window -> window.differences(stage.house.taken()).isEmpty()));
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private long medianMillisUntilAllShow(Random random) {
    return LongStream.range(0, 20).map(_ -> millisUntilAllShow(random)).sorted().skip(10).findFirst().orElseThrow();
  }

  @Test
  void deadReaderIsClosedAndSlowsNobody() throws Exception {
    openWindows(99);
    Random random = new Random(1);
    LongStream.range(0, 5).forEach(_ -> millisUntilAllShow(random));
    long before = medianMillisUntilAllShow(random);
    long beside;
    try (Socket dead = openDead()) {
      beside = medianMillisUntilAllShow(random);
      AtomicBoolean over = new AtomicBoolean();
      Thread load = Thread.ofVirtual().start(() -> {
        while (!over.get()) {
          millisUntilAllShow(random);
        }
      });
      await().atMost(SOON).until(() -> streams() == windows.size());
      over.set(true);
      load.join();
      assertThat(dead.isConnected()).isTrue();
      // Once, and by us: the server would close it, too, but later.
      assertThat(stage.count("seat.lock.live.slow")).isEqualTo(1);
    }
    long afterwards = medianMillisUntilAllShow(random);
    System.out.println("Changes shown by 99 windows after ms: " + before + ", beside a dead reader " + beside
        + ", after it " + afterwards);
    // The machine may have become slower meanwhile.
    assertThat(beside).isLessThan(2 * Math.max(before, afterwards) + 100);
    assertThat(windows).noneMatch(Window::isEnded).flatExtracting(Window::mistakes).isEmpty();
  }

  @Test
  void readerOfOneByteASecondIsClosed() throws Exception {
    openWindows(3);
    Random random = new Random(1);
    try (Socket slow = openDead()) {
      long start = System.nanoTime();
      while (streams() > windows.size() && System.nanoTime() - start < SOON.toNanos()) {
        assertThat(slow.getInputStream().read()).isNotNegative();
        for (int i = 0; i < 10; i++) {
          millisUntilAllShow(random);
          Thread.sleep(50);
        }
      }
      System.out
          .println("A reader of a byte a second was closed after " + (System.nanoTime() - start) / 1_000_000 + " ms");
      assertThat(streams()).isEqualTo(windows.size());
    }
    assertThat(windows).noneMatch(Window::isEnded);
  }

  @Test
  void readerThatComesLateGetsWhatItMissed() throws Exception {
    stage.close();
    stage = start(Duration.ofMinutes(1));
    openWindows(2);
    Random random = new Random(1);
    try (Socket late = openDead()) {
      for (int i = 0; i < 20; i++) {
        millisUntilAllShow(random);
      }
      late.setSoTimeout((int) SOON.toMillis());
      String all = new String(late.getInputStream().readNBytes(400_000), StandardCharsets.UTF_8);
      assertThat(all).contains("event: snapshot", "event: seats");
    }
  }

  @Test
  void streamsOfOneClientAndOfAllAreLimited() {
    openWindows(150);
    assertThat(stage.window("").status()).isEqualTo(500);
    windows.removeLast().close();
    windows.removeFirst().close();
    await().atMost(SOON).until(() -> {
      millisUntilAllShow(new Random(2));
      return streams() <= 148;
    });
    openWindows(1);
  }
}
