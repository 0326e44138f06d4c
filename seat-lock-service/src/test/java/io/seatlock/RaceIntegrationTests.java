package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedDeployment.class)
class RaceIntegrationTests {

  private final Deployment deployment;

  private final Rest rest;

  private final String venue = Deployment.newVenue();

  RaceIntegrationTests(Deployment deployment) {
    this.deployment = deployment;
    this.rest = deployment.rest();
  }

  @Test
  void oneOf200UsersGetsTheSeat() throws Exception {
    List<Answer> answers = AtOnce.run(200, user -> rest.lock(venue, "A", "12", "u" + user, 120));

    List<Answer> won = answers.stream().filter(answer -> answer.status() == 200).toList();
    assertThat(won).hasSize(1);
    Instant deadline = won.getFirst().expiresAt();
    assertThat(answers).filteredOn(answer -> answer.status() != 200).hasSize(199).allSatisfy(lost -> {
      assertThat(lost.status()).isEqualTo(409);
      assertThat(lost.isProblem()).isTrue();
      assertThat(lost.code()).isEqualTo("SEAT_LOCKED");
      assertThat(lost.expiresAt()).isEqualTo(deadline);
      assertThat(lost.retryAfter()).isBetween(100, 120);
    });
    List<Event> events = deployment.events(venue);
    assertThat(events).extracting(Event::what).containsExactly("locked");
    assertThat(events.getFirst().version()).isEqualTo(won.getFirst().version());
  }

  @Test
  void oneUserAskingTenTimesAtOnceGetsOneLock() throws Exception {
    List<Answer> answers = AtOnce.run(10, _ -> rest.lock(venue, "A", "12", "u1", 120));

    Answer first = answers.getFirst();
    assertThat(answers).hasSize(10).allSatisfy(answer -> {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.get("lockId")).isEqualTo(first.get("lockId")).isNotEmpty();
      assertThat(answer.expiresAt()).isEqualTo(first.expiresAt());
      assertThat(answer.version()).isEqualTo(first.version());
    });
    assertThat(deployment.events(venue)).extracting(Event::what).containsExactly("locked");
  }

  @Test
  void overlappingGroupsAreTakenWholeOrNotAtAll() throws Exception {
    List<List<String>> wishes = wishes(100);

    List<Answer> answers = AtOnce.run(wishes.size(), user -> rest.post("/locks", group("u" + user, wishes.get(user))));

    Map<String, String> holders = new HashMap<>();
    for (int user = 0; user < answers.size(); user++) {
      List<String> wish = wishes.get(user);
      if (answers.get(user).status() == 200) {
        assertThat(seats(answers.get(user), "seats")).isEqualTo(wish);
        assertThat(holders).doesNotContainKeys(wish.toArray(String[]::new));
        String holder = "u" + user;
        wish.forEach(seat -> holders.put(seat, holder));
      } else {
        assertThat(answers.get(user).status()).isEqualTo(409);
        assertThat(seats(answers.get(user), "conflicts")).isNotEmpty().isSubsetOf(wish);
      }
    }
    assertThat(answers).extracting(Answer::status).contains(200, 409);
    assertThat(holdersInRedis()).isEqualTo(holders);
    assertThat(deployment.events(venue)).hasSize(holders.size()).allSatisfy(event -> {
      assertThat(event.what()).isEqualTo("locked");
      assertThat(holders).containsEntry(event.get("seat"), event.get("userId"));
    });
  }

  /** Two to five of twenty seats each, in any order: two users may name the same seats the other way round. */
  private static List<List<String>> wishes(int users) {
    Random random = new Random(20261122);
    List<String> seats = new ArrayList<>(IntStream.rangeClosed(1, 20).mapToObj(String::valueOf).toList());
    List<List<String>> wishes = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      Collections.shuffle(seats, random);
      wishes.add(List.copyOf(seats.subList(0, 2 + random.nextInt(4))));
    }
    return wishes;
  }

  private String group(String user, List<String> seats) {
    return Rest.json("venueId", venue, "userId", user,
        "seats", Rest.seats("A", seats.toArray(String[]::new)));
  }

  private static List<String> seats(Answer answer, String list) {
    return answer.json().get(list).valueStream().map(seat -> seat.get("seat").asString()).toList();
  }

  private Map<String, String> holdersInRedis() {
    Map<String, String> holders = new HashMap<>();
    deployment.redis().commands().hgetall(deployment.redis().seats(venue)).forEach((field, seat) -> holders.put(
        field.substring("A_".length()), JsonMapper.shared().readTree(seat).get("userId").asString()));
    return holders;
  }
}
