package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.live.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A venue with a plan of one zone, and those who watch it.
 *
 * @param names of all seats in the order of the plan, {@code row-seat}
 */
record House(String venue, List<String> names) {

  private static final Duration SOON = Duration.ofSeconds(30);

  static final int ROW = 20;

  /** Puts a plan for a new venue. */
  static House open(Rest rest, int rows) {
    return at(rest, Deployment.newVenue(), rows);
  }

  static House at(Rest rest, String venue, int rows) {
    List<String> names = new ArrayList<>();
    String json = IntStream.range(0, rows).mapToObj(row -> {
      String seats = IntStream.rangeClosed(1, ROW).mapToObj(seat -> {
        names.add("R" + row + "-" + seat);
        return "{\"seat_guid\":\"%d-%d\",\"seat_number\":\"%d\",\"category\":\"Stalls\",\"position\":{\"x\":%d,\"y\":0}}"
            .formatted(row, seat, seat, seat * 10);
      }).collect(Collectors.joining(","));
      return "{\"row_number\":\"R%d\",\"row_number_position\":null,\"position\":{\"x\":0,\"y\":%d},\"seats\":[%s]}"
          .formatted(row, row * 10, seats);
    }).collect(Collectors.joining(","));
    String plan = """
        {"name":"House","size":{"width":500,"height":500},"categories":[{"name":"Stalls","color":"#336699"}],
         "zones":[{"name":"Main","zone_id":"main","position":{"x":0,"y":0},"rows":[%s],"areas":[]}]}
        """.formatted(json);
    // Again after a 503, whose draft may be in the way for ten seconds.
    await().atMost(SOON).untilAsserted(() -> {
      Answer answer = rest.send("PUT", "/venues/" + venue + "/plan", plan.getBytes(StandardCharsets.UTF_8),
          "Content-Type", "application/json");
      assertThat(answer.status()).as("%s", answer).isIn(200, 201);
    });
    return new House(venue, names);
  }

  /** Again after a 503: opening a window asks Redis. */
  Window window(RunningService service, String query, String... headers) {
    return await().atMost(SOON).until(() -> Window.open(service.port(), venue, query, names, headers),
        window -> window.status() != 503);
  }

  /** What the store says, seat by seat. */
  Map<String, String> taken(RealRedis redis) {
    Map<String, String> taken = new TreeMap<>();
    redis.commands().hgetall(redis.seats(venue)).forEach((field, json) -> {
      JsonNode seat = tools.jackson.databind.json.JsonMapper.shared().readTree(json);
      String status = seat.get("status").asString();
      if (!status.equals("AVAILABLE")) {
        taken.put(field.replace('_', '-'), status);
      }
    });
    return taken;
  }

  void awaitSame(RealRedis redis, Collection<Window> windows) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
      Map<String, String> wanted = taken(redis);
      assertThat(windows).allSatisfy(window -> assertThat(window.differences(wanted)).isEmpty());
    });
    assertThat(windows).flatExtracting(Window::mistakes).isEmpty();
  }

  /** Locks, sells, releases or unlocks seats at random. */
  void change(Rest rest, Random random, int changes) {
    for (int i = 0; i < changes; i++) {
      String[] name = names.get(random.nextInt(names.size())).split("-");
      String seat = Rest.json("venueId", venue, "row", name[0], "seat", name[1], "userId", "u" + random.nextInt(3));
      switch (random.nextInt(6)) {
        case 0, 1, 2 -> rest.post("/locks", seat);
        case 3 -> rest.post("/seats/finalize", seat);
        case 4 -> rest.post("/seats/release", seat);
        default -> rest.send("DELETE", "/locks", seat);
      }
    }
  }
}
