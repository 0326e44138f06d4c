package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The actuator in token mode: what it shows to whom, also on a port of its own. */
@AnyRedis
@LongRunning
@OwnServers
class GuardedActuatorIntegrationTests {

  @AutoClose
  private static final TokenDeployment service = new TokenDeployment();

  private static KeyServer keys() {
    return service.keys();
  }

  @Test
  void aPortOfItsOwnForTheActuatorIsGuardedAsWell() {
    int port = LoopbackPorts.free();
    String[] settings = Stream.concat(keys().settings().stream(), Stream.of("management.server.port=" + port,
        "management.server.address=127.0.0.1")).toArray(String[]::new);
    try (RunningService other = service.servers().startAnother(settings)) {
      service.awaitKeys(other);
      Rest actuator = new Rest(() -> port);
      assertThat(actuator.get("/actuator/prometheus").status()).isEqualTo(401);
      assertThat(actuator.get("/actuator/health/liveness").status()).isEqualTo(200);
      assertThat(actuator.send("GET", "/actuator/prometheus", (byte[]) null, "Authorization",
          "Bearer " + keys().token("prometheus", "seats:watch")).status()).isEqualTo(200);
      assertThat(other.rest().get("/seats/status").status()).isEqualTo(401);
    }
  }

  @Test
  void probesTellNothingButTheStatus() {
    Answer readiness = service.send(null, "GET", "/actuator/health/readiness", null);

    assertThat(readiness.text()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(service.send(keys().token("prometheus", "seats:watch"), "GET", "/actuator/health", null).text())
        .contains("\"seatStore\"", "\"mode\":\"token\"");
  }

  /** A meter for each filter, or for calls under way, takes time in each call and says nothing. */
  @Test
  void callsAreMeasuredButNotEachStepOfThem() {
    String watch = keys().token("prometheus", "seats:watch");
    await().until(() -> service.send(watch, "GET", "/actuator/prometheus", null).text(),
        meters -> meters.contains("http_server_requests_seconds_count"));

    assertThat(service.send(watch, "GET", "/actuator/prometheus", null).text().lines().filter(
        line -> line.contains("spring_security") || line.contains("http_server_requests_active"))).isEmpty();
  }
}
