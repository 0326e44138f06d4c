package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Callers that are too fast, and connections that are too slow, do no harm to others. */
@AnyRedis
@LongRunning
@OwnServers
class CallLimitsIntegrationTests {

  private static final String STATUS = "/seats/status?venueId=1&row=A&seat=1";

  private static final int PER_ADDRESS = 5;

  private static final int DRIBBLING = 2000;

  private static final int BUYERS = 200;

  private static final Duration BETWEEN_BYTES = Duration.ofMillis(500);

  private static Deployment deployment;

  private static RunningService limited;

  @BeforeAll
  static void start() {
    deployment = new Deployment(RealRedis.start());
    // So few calls a second that a slow machine makes too many of them, too.
    limited = deployment.startAnother("seat-lock.rates.enabled=true", "seat-lock.rates.proxies=127.0.0.0/8",
        "seat-lock.rates.per-address=" + PER_ADDRESS, "server.tomcat.connection-timeout=60s");
  }

  @AfterAll
  static void stop() {
    limited.close();
    deployment.close();
  }

  private static Answer call(RunningService service, String address) {
    return service.rest().send("GET", STATUS, null, "X-Forwarded-For", address);
  }

  @Test
  void fastCallerIsRefusedAndItsNeighbourIsServed() throws Exception {
    List<Answer> fast = AtOnce.run(200, _ -> call(limited, "198.51.100.1"));
    assertThat(
        limited.rest().send("GET", "/actuator/health/readiness", null, "X-Forwarded-For", "198.51.100.1").status())
        .isEqualTo(200);
    List<Answer> neighbour = IntStream.range(0, PER_ADDRESS).mapToObj(_ -> call(limited, "198.51.100.2")).toList();

    List<Answer> refused = fast.stream().filter(answer -> answer.status() != 200).toList();
    assertThat(refused).hasSizeGreaterThan(100).allSatisfy(answer -> {
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.isProblem()).isTrue();
      assertThat(answer.code()).isEqualTo("RATE_LIMITED");
      assertThat(answer.get("retryable")).isEqualTo("true");
      assertThat(answer.headers()).containsEntry("retry-after", "1").containsKey("content-security-policy");
    });
    assertThat(neighbour).allMatch(answer -> answer.status() == 200);
  }

  @Test
  void callerChoosesNoOtherAddressBehindTheProxy() throws Exception {
    List<Answer> answers = AtOnce.run(200, i -> call(limited, "10.9.8." + i + ", 198.51.100.3"));

    assertThat(answers.stream().filter(answer -> answer.status() == 429).count()).isGreaterThan(100);
  }

  @Test
  void withoutTheSettingNobodyIsRefused() throws Exception {
    assertThat(AtOnce.run(200, _ -> call(deployment.service(), "198.51.100.1")))
        .allMatch(answer -> answer.status() == 200);
  }

  @Test
  void requestsThatComeByteByByteHarmNoBuyer() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    AtomicBoolean stopped = new AtomicBoolean();
    try {
      for (int i = 0; i < DRIBBLING; i++) {
        String start = i % 2 == 0
            ? "POST /locks HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
            : "POST /locks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{";
        sockets.add(send(deployment.service(), start));
      }
      Thread dribble = Thread.ofVirtual().start(() -> dribble(sockets, stopped));
      String venue = Deployment.newVenue();
      List<Long> millis = IntStream.range(0, BUYERS).mapToObj(seat -> lock(venue, seat)).sorted().toList();
      System.out.printf("among %,d dribbling connections a lock takes %d ms (median), %d ms (worst)%n", DRIBBLING,
          millis.get(BUYERS / 2), millis.getLast());
      // Buyers who have to wait for the connections to end wait until their client gives up, after 20 s.
      assertThat(millis.get(BUYERS * 99 / 100)).isLessThan(5000);
      stopped.set(true);
      dribble.join();
      long silent = System.nanoTime();
      assertThat(readToEnd(sockets.getFirst())).isNotNull();
      assertThat(Duration.ofNanos(System.nanoTime() - silent)).isLessThan(Duration.ofSeconds(12));
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static long lock(String venue, int seat) {
    long start = System.nanoTime();
    assertThat(deployment.rest().lock(venue, "A", "" + seat, "ann", 60).status()).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private static void dribble(List<Socket> sockets, AtomicBoolean stopped) {
    while (!stopped.get()) {
      for (Socket socket : sockets) {
        try {
          socket.getOutputStream().write('x');
        } catch (IOException closed) {
          // As it should be, sooner or later.
        }
      }
      LockSupport.parkNanos(BETWEEN_BYTES.toNanos());
    }
  }

  /** Otherwise the connection would wait a minute for the rest. Whether the answer arrives is up to TCP. */
  @Test
  void bodyOfARefusedRequestIsNotReadToItsEnd() throws IOException {
    try (Socket socket = send(limited, "POST /locks HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
        + "Content-Length: 1000000\r\n\r\n" + "x".repeat(100_000))) {
      assertThat(readToEnd(socket)).matches(answer -> answer.isEmpty() || answer.contains("UNSUPPORTED_MEDIA_TYPE"));
    }
  }

  @Test
  void largeHeadersAreAProblem() {
    Answer answer = deployment.rest().send("GET", STATUS, null, "X-Large", "x".repeat(9 * 1024));

    assertThat(answer.status()).isEqualTo(431);
    assertThat(answer.code()).isEqualTo("REQUEST_HEADER_FIELDS_TOO_LARGE");
  }

  private static Socket send(RunningService service, String start) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(start.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private static String readToEnd(Socket socket) {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketTimeoutException stillOpen) {
      throw new AssertionError("the connection is still open", stillOpen);
    } catch (IOException reset) {
      return "";
    }
  }
}
