package io.seatlock.rest;

import static io.seatlock.rest.PlanServer.file;
import static io.seatlock.rest.PlanServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.testkit.BesideOthers;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many plans are read, and held in memory, at once. */
@BesideOthers
class PlanPermitsTests {

  private static final String SMALL = file("small");

  @AutoClose
  private static final PlanServer server = new PlanServer();

  @BeforeEach
  void reset() {
    server.plans().beforePut = () -> {};
    server.plans().delete("hall");
  }

  @Test
  void whileTwoBodiesArriveOthersAreToldToComeBack() throws IOException {
    try (Socket _ = halfABody(); Socket _ = halfABody()) {
      // There is time for one such answer only, because the server gives up a body that pauses for 5 s.
      AtomicReference<HttpResponse<String>> last = new AtomicReference<>();
      AtomicReference<@Nullable String> etag = new AtomicReference<>();
      await().until(() -> {
        etag.set(server.plans().etag("hall"));
        last.set(server.put(SMALL));
        return last.get().statusCode() == 503;
      });
      HttpResponse<String> refused = last.get();

      assertThat(refused.headers().firstValue("Retry-After")).contains("5");
      assertThat(json(refused).get("code").asString()).isEqualTo("UNAVAILABLE");
      assertThat(json(refused).get("retryable").asBoolean()).isTrue();
      assertThat(server.plans().etag("hall")).isEqualTo(etag.get());
    }
    await().until(() -> server.put(SMALL).statusCode() == 200);
  }

  private static Socket halfABody() throws IOException {
    return partOfABody(5000);
  }

  private static Socket partOfABody(long length) throws IOException {
    Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
    socket.getOutputStream().write(("PUT /venues/hall/plan HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        + "application/json\r\nContent-Length: " + length + "\r\n\r\n" + SMALL.substring(0, 100))
        .getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  @Test
  void bodiesThatAreTooLargeAndSlowKeepNobodyFromStoring() throws IOException {
    try (Socket first = partOfABody(100_000_000); Socket second = partOfABody(100_000_000)) {
      Thread.startVirtualThread(() -> dribble(first));
      Thread.startVirtualThread(() -> dribble(second));

      await().atMost(Duration.ofSeconds(20)).during(Duration.ofSeconds(2))
          .until(() -> server.put(SMALL).statusCode() < 300);
    }
  }

  /** Sends a byte every 100 ms until the socket is closed, so that no read of the service times out. */
  private static void dribble(Socket socket) {
    try {
      while (true) {
        socket.getOutputStream().write(' ');
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException closed) {
      // The test is over.
    }
  }

  @Test
  void plansThatWaitForTheStoreKeepNobodyFromReadingUntilThereAreSix() {
    CountDownLatch put = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(6);
    server.plans().beforePut = () -> {
      waiting.countDown();
      waitFor(put);
    };
    List<CompletableFuture<HttpResponse<String>>> six = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      six.add(CompletableFuture.supplyAsync(() -> server.put(SMALL), Thread::startVirtualThread));
    }
    waitFor(waiting);

    assertThat(server.put(SMALL).statusCode()).isEqualTo(503);
    put.countDown();
    assertThat(six).allSatisfy(answer -> assertThat(answer.join().statusCode()).isBetween(200, 201));
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void planIsNotReadForItsEtag() {
    server.put(SMALL);
    int finds = server.plans().finds.get();

    assertThat(server.get().statusCode()).isEqualTo(200);
    assertThat(server.plans().finds.get()).isEqualTo(finds);
  }

  /** Nobody but a person with redis-cli writes such a field. */
  @Test
  void takenSeatWhoseNameWasWrittenByHandIsNamedAsItIs() {
    server.put(SMALL);
    server.plans().taken.add("nonsense");

    HttpResponse<String> answer = server.put(SMALL);

    server.plans().taken.clear();
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(json(answer).get("seats").toString()).isEqualTo("[{\"row\":\"nonsense\",\"seat\":\"\"}]");
  }
}
