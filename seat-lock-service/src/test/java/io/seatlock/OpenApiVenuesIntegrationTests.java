package io.seatlock;

import static io.seatlock.DescribedCall.OPEN_API;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.live.Window;
import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** As OpenApiIntegrationTests, for the calls that show a venue. */
@AnyRedis
@LongRunning
@OwnServers
class OpenApiVenuesIntegrationTests {

  private static final DescribedCall LIST = new DescribedCall("GET", "/venues/{venueId}/seats");

  private static final DescribedCall STREAM = new DescribedCall("GET", "/venues/{venueId}/seats/stream");

  private static Deployment deployment;

  private final DescribedAnswers answers = new DescribedAnswers();

  @BeforeAll
  static void start() {
    deployment = new Deployment(RealRedis.start(), "seat-lock.live.max-streams-per-client=1");
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  void everyDescribedAnswerIsGivenAsDescribed() throws Exception {
    House house = House.open(deployment.rest(), 2);
    deployment.rest().lock(house.venue(), "R0", "1", "ann", 60);
    hold(LIST, house.venue(), "");
    hold(LIST, "open-venue", "");
    hold(LIST, house.venue(), "?status=SOLD");
    hold(STREAM, house.venue(), "?encoding=zip");
    hold(STREAM, "open-venue", "");
    answers.hold(LIST, get(deployment.service(), LIST, "open-venue", "", "application/octet-stream"));
    answers.hold(LIST, get(deployment.service(), LIST, house.venue(), "", "text/csv"));
    try (Window open = house.window(deployment.service(), "")) {
      assertThat(OPEN_API.at(STREAM.response(200) + "/content/text~1event-stream").isObject()).isTrue();
      assertThat(open.status()).isEqualTo(200);
      hold(STREAM, house.venue(), "");
    }
    try (RunningService full = deployment.startAnother("seat-lock.live.max-streams=0")) {
      answers.hold(STREAM, get(full, STREAM, house.venue(), "", "*/*"));
    }
    deployment.damagePlan("damaged");
    hold(LIST, "damaged", "");
    deployment.redis().servers().pause();
    try {
      List<DescribedCall> calls = List.of(LIST, STREAM);
      AtOnce.run(2, i -> get(deployment.service(), calls.get(i), "nobody-knows-it", "", "*/*"))
          .forEach(answer -> answers.hold(answer.text().contains("/stream") ? STREAM : LIST, answer));
    } finally {
      deployment.redis().servers().resume();
    }
    answers.assertComplete(List.of(LIST, STREAM));
  }

  private void hold(DescribedCall call, String venue, String query) {
    answers.hold(call, get(deployment.service(), call, venue, query, "*/*"));
  }

  private static Answer get(RunningService service, DescribedCall call, String venue, String query, String accept) {
    return service.rest().send("GET", call.path(venue, "ann") + query, null, "Accept", accept);
  }
}
