package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.check.Check;
import io.seatlock.check.Difference;
import io.seatlock.plan.Plans;
import io.seatlock.seat.Commands;
import io.seatlock.seat.InMemorySeats;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.store.ConsistencyAssertions;
import io.seatlock.store.TestRedis;
import io.seatlock.store.plan.TestPlans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plays the same random commands to the script and to the model, whose clock is set to the time that
 * the script's reply says, and compares all that both say: outcomes, events, versions. Then the
 * script's books are checked. The same seed plays the same game.
 */
public final class Comparison {

  private static final int CALLS = 30;

  private static final int MOST_COMMANDS_PER_CALL = 4;

  private static final int CALLS_PER_PLAN = 10;

  private static final List<LockLimits> LIMITS = Stream.of(limits(0, 300), limits(2, 0), limits(1, 0)).toList();

  private static LockLimits limits(int seats, int graceMillis) {
    return new LockLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(1500),
        Duration.ofMillis(graceMillis), seats);
  }

  private final TestRedis redis = TestRedis.emptied();

  private final List<Partitions> partitions;

  private final Map<String, Set<String>> kindsByOperation = new TreeMap<>();

  private final Map<String, Set<String>> wordsByOperation = new TreeMap<>();

  private final Check check;

  public Comparison(String source) {
    check = redis.checks().check(source);
    partitions = LIMITS.stream().map(limits -> redis.partitions(limits, source)).toList();
  }

  /** For each operation of the script, the kinds of events that it has written. */
  public Map<String, Set<String>> kindsByOperation() {
    return kindsByOperation;
  }

  /** For each operation of the script, the words with which it has replied. */
  public Map<String, Set<String>> wordsByOperation() {
    return wordsByOperation;
  }

  /** @throws AssertionError telling the seed and all commands, if script and model differ */
  public void play(long seed) {
    List<Object> played = new ArrayList<>();
    try {
      play(seed, played);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("Seed " + seed + ": " + e.getMessage() + "\nafter " + String.join("\n  ",
          played.stream().map(String::valueOf).toList()), e);
    }
  }

  private void play(long seed, List<Object> played) {
    TestRedis.emptied();
    Random random = new Random(seed);
    int rules = random.nextInt(LIMITS.size());
    Partitions script = partitions.get(rules);
    Seats seats = TestRedis.seats(script);
    Plans plans = TestPlans.of(script);
    InMemorySeats model = new InMemorySeats(LIMITS.get(rules));
    RandomCommands commands = new RandomCommands(random);
    Instant now = ClockedScript.START;
    ClockedScript.set(redis, now);
    for (int call = 0; call < CALLS; call++) {
      Duration pause = commands.pause();
      if (!pause.isZero()) {
        now = now.plus(pause);
        ClockedScript.set(redis, now);
      }
      if (random.nextInt(CALLS_PER_PLAN) == 0) {
        model.setNow(now);
        replacePlan(plans, model, commands.plan(), played);
      }
      List<SeatCommand> together = together(commands, random, now);
      played.add(now);
      played.addAll(together);
      List<Outcome> outcomes = Commands.performAll(seats, together);
      model.setNow(outcomes.getFirst().at());
      assertThat(outcomes).isEqualTo(together.stream().map(command -> perform(model, command)).toList());
    }
    assertThat(redis.events(script)).isEqualTo(byPartition(script, model.events()));
    new ConsistencyAssertions(redis.commands()).check();
    List<Difference> differences = new ArrayList<>();
    check.run(false, differences::add);
    assertThat(differences).isEmpty();
  }

  private static void replacePlan(Plans plans, InMemorySeats model, @Nullable List<SeatId> plan, List<Object> played) {
    played.add("plan " + plan);
    if (plan == null) {
      plans.delete("hall");
      model.plan("hall", null);
    } else {
      assertThat(TestPlans.put(plans, plan.toArray(SeatId[]::new)))
          .containsExactlyInAnyOrderElementsOf(model.plan("hall", Set.copyOf(plan)));
    }
  }

  /** In their order, but those of one partition after those of another, as they are read from the outboxes. */
  private static List<Map<String, String>> byPartition(Partitions partitions, List<Map<String, String>> events) {
    return events.stream().sorted(Comparator.comparingInt(event -> partitions.of(venue(event)).number())).toList();
  }

  private static String venue(Map<String, String> event) {
    return String.valueOf(event.getOrDefault("seat", event.get("key"))).split(":", 2)[0];
  }

  private static List<SeatCommand> together(RandomCommands commands, Random random, Instant now) {
    return Stream.generate(() -> commands.next(now)).limit(1 + random.nextInt(MOST_COMMANDS_PER_CALL)).toList();
  }

  private Outcome perform(InMemorySeats model, SeatCommand command) {
    int before = model.events().size();
    Outcome outcome = model.perform(command);
    Set<String> kinds = kindsByOperation.computeIfAbsent(operation(command), _ -> new TreeSet<>());
    model.events().stream().skip(before).forEach(event -> kinds.add(kind(event)));
    wordsByOperation.computeIfAbsent(operation(command), _ -> new TreeSet<>())
        .add(word(outcome));
    return outcome;
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> "DONE";
      case Outcome.Refused _ -> "REFUSED";
      case Outcome.Answered _ -> "ANSWERED";
    };
  }

  private String operation(SeatCommand command) {
    return partitions.getFirst().of(command.venueId()).commands().of(command).operation();
  }

  static String kind(Map<String, String> event) {
    String reason = event.get("reason");
    return event.get("kind") + (reason == null ? "" : " (" + reason + ")");
  }
}
