package io.seatlock.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.standalone.Program.Ports;
import io.seatlock.testkit.LongRunning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Everything can be reached at 127.0.0.1 and at ::1, to which a client may resolve {@code localhost}, and not from
 * other machines.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LocalhostIntegrationTests {

  private static final List<String> ALL_FORMS = LoopbackPorts.hasIpv6()
      ? List.of("127.0.0.1", "localhost", "[::1]")
      : List.of("127.0.0.1", "localhost");

  private final Ports ports = Ports.free();

  private final List<Program> started = new ArrayList<>();

  @TempDir
  private Path dataDir;

  @AfterEach
  void leaveNothing() {
    started.forEach(Program::destroy);
  }

  @Test
  void everythingIsReachedByEveryFormOfLocalhostAndNotFromElsewhere() throws Exception {
    start(List.of());

    for (String host : ALL_FORMS) {
      assertServes(host);
    }
    List<InetAddress> elsewhere = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress()).toList();
    assertThat(elsewhere).allSatisfy(address -> assertThat(Stream.of(ports.web(), ports.redis(), ports.kafka()))
        .noneMatch(port -> accepts(address, port)));
  }

  @LongRunning
  @Test
  void itStartsWithoutIpv6() throws Exception {
    start(List.of("-Djava.net.preferIPv4Stack=true"));

    assertServes("127.0.0.1");
    assertThat(accepts(LoopbackPorts.loopback6(), ports.web())).isFalse();
    assertThat(accepts(LoopbackPorts.loopback6(), ports.kafka())).isFalse();
  }

  private void start(List<String> jvmOptions) throws IOException {
    LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    Program program = Program.startWith(jvmOptions, ports, dataDir);
    started.add(program);
    program.awaitWelcome();
  }

  private void assertServes(String host) throws Exception {
    assertThat(Program.exists(URI.create("http://" + host + ":" + ports.web() + "/actuator/health/liveness"))).isTrue();
    assertThat(ping(host)).startsWith("+PONG");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", host + ":" + ports.kafka()))) {
      // A broker whose heartbeat is late does not count for a moment.
      await().atMost(Duration.ofSeconds(30)).untilAsserted(
          () -> assertThat(admin.describeCluster().nodes().get(20, TimeUnit.SECONDS)).singleElement()
              .extracting(Node::host).isEqualTo(host.equals("[::1]") ? "::1" : "127.0.0.1"));
      // A Kafka that is too slow when the service starts gets its topics in the background.
      await().atMost(Duration.ofSeconds(30))
          .until(() -> admin.listTopics().names().get(20, TimeUnit.SECONDS).contains("seat.locked"));
    }
  }

  private String ping(String host) throws IOException {
    try (Socket socket = new Socket(host, ports.redis())) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readNBytes(5), StandardCharsets.UTF_8);
    }
  }

  private static boolean accepts(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
