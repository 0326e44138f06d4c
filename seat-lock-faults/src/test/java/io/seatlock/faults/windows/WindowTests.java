package io.seatlock.faults.windows;

import static io.seatlock.faults.windows.Status.AVAILABLE;
import static io.seatlock.faults.windows.Status.FINALIZED;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.load.VenuePlan;
import io.seatlock.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a window reads streams that a test writes event by event. */
class WindowTests {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final WindowLog log = new WindowLog();

  private final StreamServer first = new StreamServer();

  private final StreamServer second = new StreamServer();

  private final Window window = new Window("window", new VenuePlan("v", List.of("A_1", "A_2"), ""), false,
      List.of(first.port(), second.port()), 0, new Random(1), log);

  @AfterEach
  void end() throws IOException {
    window.close();
    first.close();
    second.close();
  }

  private void awaitShown(Status status) {
    Await.must("the first seat is " + status, LIMIT,
        () -> window.shown().isComplete() && window.shown().statuses()[0] == status);
  }

  private static String snapshot(long seq) {
    return "event: snapshot\nid: e." + seq + "\ndata: {\"seq\":" + seq + ",\"seats\":[]}\n\n";
  }

  private static String sold(long from, long seq) {
    return "event: seats\nid: e." + seq + "\ndata: {\"from\":" + from + ",\"seq\":" + seq
        + ",\"seats\":[{\"row\":\"A\",\"seat\":\"1\",\"status\":\"FINALIZED\",\"version\":" + seq + "}]}\n\n";
  }

  @Test
  void continuesFromTheLastEventAfterAReconnect() throws IOException {
    window.start();
    first.accept().send(snapshot(100));
    awaitShown(AVAILABLE);

    window.reconnect();
    StreamServer.Stream again = first.accept();
    again.send(sold(100, 101));
    awaitShown(FINALIZED);

    assertThat(again.lastEventId()).isEqualTo("e.100");
    assertThat(log.findings().counts()).isEmpty();
  }

  @Test
  void goesToTheNextInstanceWhenItsStreamEnds() throws IOException {
    window.start();
    StreamServer.Stream stream = first.accept();
    stream.send(snapshot(100));
    awaitShown(AVAILABLE);

    stream.close();
    StreamServer.Stream next = second.accept();
    next.send(snapshot(90));
    next.send(sold(90, 101));
    awaitShown(FINALIZED);

    assertThat(next.lastEventId()).isEqualTo("e.100");
    assertThat(log.findings().counts()).isEmpty();
  }

  @Test
  void asksForASnapshotAfterAGap() throws IOException {
    window.start();
    StreamServer.Stream stream = first.accept();
    stream.send(snapshot(100));
    stream.send(sold(101, 102));
    StreamServer.Stream next = second.accept();

    assertThat(next.lastEventId()).isNull();
    assertThat(window.shown().statuses()[0]).isEqualTo(AVAILABLE);
    assertThat(log.findings().counts()).containsExactlyEntriesOf(Map.of(Rule.STREAM_GAP, 1L));
  }

  @Test
  void isStaleFromTheEventToTheNextChange() throws IOException {
    window.start();
    StreamServer.Stream stream = first.accept();
    stream.send(snapshot(100));
    stream.send("event: stale\ndata: {\"since\":\"2026-11-22T12:00:00.123Z\"}\n\n");
    Await.must("it is stale", LIMIT, window::isStale);

    stream.send(sold(100, 101));
    Await.must("it is not stale", LIMIT, () -> !window.isStale());
  }

  @Test
  void disturbancesCountOnlyWhileNothingIsBroken() throws IOException {
    window.start();
    StreamServer.Stream stream = first.accept();
    stream.send(snapshot(100) + snapshot(101) + sold(101, 102));
    awaitShown(FINALIZED);
    log.startHealthyPeriod();
    stream.send("event: stale\ndata: {\"since\":\"2026-11-22T12:00:00.123Z\"}\n\n");
    Await.must("it is stale", LIMIT, window::isStale);
    stream.close();
    second.accept().send(snapshot(103));
    Await.must("all are counted", LIMIT, () -> log.disturbances().size() == 3);

    assertThat(log.disturbances()).extracting(text -> text.replaceAll(" at .*", "")).containsExactly(
        "window became stale", "window lost its stream", "window got a snapshot");
  }
}
