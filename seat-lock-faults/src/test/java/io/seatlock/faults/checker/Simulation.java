package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.FailOver;
import io.seatlock.faults.history.History;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Clients, a sweep, a relay and a fail-over around the model, on a clock of its own. Every seed is the same
 * run each time. A call takes effect between its sending and its answer; one without an answer at any later
 * time, or never.
 */
final class Simulation {

  private static final long START = Times.micros(RunBuilder.START);

  private static final long END = START + 10_000_000;

  private static final List<Operation> OPERATIONS = List.of(Operation.values());

  private static final List<String> SEATS = List.of("hall:A:1", "hall:A:2", "hall:A:3");

  /** From the client to the model, in µs. */
  static final int LONGEST_WAY = 10_000;

  private static final int LAG_MILLIS = 400;

  private final Random random;

  private final ModelService model;

  private final boolean faulty;

  private final History history = new History();

  private final List<SeatEvent> kafka = new ArrayList<>();

  private final List<FailOver> failOvers = new ArrayList<>();

  private final Map<String, String> known = new HashMap<>();

  private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::at));

  private ModelService.Snapshot replica;

  private int relayed;

  private int relayedOfReplica;

  private long now = START;

  /** @param faulty whether answers get lost, events are sent twice and Redis fails over */
  Simulation(long seed, ModelService.Bug bug, boolean faulty) {
    this.random = new Random(seed);
    this.model = new ModelService(bug, random);
    this.replica = model.snapshot();
    this.faulty = faulty;
  }

  int bites() {
    return model.bites();
  }

  int repetitions() {
    return model.repetitions();
  }

  History history() {
    return history;
  }

  List<SeatEvent> kafka() {
    return kafka;
  }

  Circumstances circumstances() {
    return new Circumstances(failOvers, false, now);
  }

  Findings findings() {
    return Checker.check(history, kafka, circumstances());
  }

  Simulation run() {
    for (int client = 0; client < 5; client++) {
      int number = client;
      in(random.nextInt(50_000), () -> send(number));
    }
    in(0, this::relay);
    if (faulty || model.bug() == ModelService.Bug.COUNTS_VERSIONS) {
      in(0, this::replicate);
      in(1_000_000 + random.nextInt(8_000_000), this::failOver);
    }
    while (!tasks.isEmpty()) {
      Task task = tasks.remove();
      now = Math.max(now, task.at());
      task.step().run();
    }
    relay();
    return this;
  }

  private void in(long micros, Runnable step) {
    tasks.add(new Task(now + micros, step));
  }

  private void send(int client) {
    if (now > END) {
      return;
    }
    Operation operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
    List<String> seats = operation != Operation.READ && random.nextInt(4) == 0
        ? SEATS.subList(0, 2 + random.nextInt(2))
        : List.of(SEATS.get(random.nextInt(SEATS.size())));
    String user = "user" + (random.nextInt(5) == 0 ? random.nextInt(5) : client);
    String lockId = operation == Operation.LOCK || random.nextBoolean() ? null : known.get(seats.getFirst());
    boolean named = operation == Operation.LOCK || lockId == null || random.nextBoolean();
    boolean free = operation == Operation.UNLOCK || operation == Operation.RELEASE;
    ask(free && random.nextInt(8) == 0
        ? new Asked(client, operation, seats, null, null, now)
        : new Asked(client, operation, seats, named ? user : null, lockId, now));
  }

  private void ask(Asked asked) {
    if (!faulty || random.nextInt(6) > 0) {
      in(random.nextInt(LONGEST_WAY), () -> answer(asked));
    } else {
      giveUp(asked);
    }
  }

  private void answer(Asked asked) {
    Answer answer = perform(asked);
    in(random.nextInt(5) == 0 ? random.nextInt(300_000) : random.nextInt(5_000), () -> {
      record(asked, answer);
      in(random.nextInt(100_000), () -> next(asked));
    });
  }

  /** The same once more, or anything else. */
  private void next(Asked asked) {
    if (random.nextInt(4) == 0) {
      ask(new Asked(asked.client(), asked.operation(), asked.seats(), asked.user(), asked.lockId(), now));
    } else {
      send(asked.client());
    }
  }

  private void giveUp(Asked asked) {
    if (random.nextBoolean()) {
      in(random.nextInt(1_500_000), () -> perform(asked));
    }
    in(500_000, () -> {
      record(asked, random.nextBoolean() ? Answer.unknown() : Answer.problem(503, "UNAVAILABLE"));
      next(asked);
    });
  }

  private void record(Asked asked, Answer answer) {
    if (answer.lockId() != null) {
      asked.seats().forEach(seat -> known.put(seat, answer.lockId()));
    }
    history.add(new Call(asked.client(), asked.operation(), asked.seats(), asked.user(), asked.lockId(), asked.sentAt(),
        now, answer));
  }

  private Answer perform(Asked asked) {
    Answer answer = switch (asked.operation()) {
      case LOCK -> model.lock(asked.seats(), String.valueOf(asked.user()), "lock" + random.nextLong(),
          20 + random.nextInt(1_500), now);
      case EXTEND -> model.extend(asked.seats(), asked.user(), asked.lockId(), 20 + random.nextInt(1_500), now);
      case READ -> model.read(asked.seats().getFirst(), now);
      case UNLOCK, FINALIZE, RELEASE ->
        model.end(asked.operation(), asked.seats(), asked.user(), asked.lockId(), now);
    };
    asked.seats().forEach(this::sweepAtItsEnd);
    return answer;
  }

  private void sweepAtItsEnd(String seat) {
    ModelService.State state = model.state(seat);
    if (state.what() == SeatEvent.What.LOCKED) {
      long early = model.bug() == ModelService.Bug.EXPIRES_EARLY ? 20_000 : 0;
      in(Math.max(0, Times.micros(state.expiresAt()) - now - early) + random.nextInt(slowness()),
          () -> model.expire(seat, now));
    }
  }

  /** Some mistakes show only while a deadline has passed and nobody has noticed. */
  private int slowness() {
    return switch (model.bug()) {
      case SELLS_AFTER_THE_DEADLINE, SHOWS_DEAD_LOCKS, FORGETS_THE_EXPIRED -> 1_000_000;
      default -> 30_000;
    };
  }

  private void relay() {
    if (faulty && relayed > 0 && random.nextInt(20) == 0) {
      relayed -= random.nextInt(Math.min(relayed, 5) + 1);
    }
    List<SeatEvent> outbox = model.outbox();
    for (; relayed < outbox.size(); relayed++) {
      kafka.add(recorded(outbox.get(relayed), now / 1000));
    }
    if (!tasks.isEmpty()) {
      in(random.nextInt(40_000), this::relay);
    }
  }

  private SeatEvent recorded(SeatEvent event, long at) {
    return new SeatEvent(event.topic(), 0, kafka.size(), event.key(), event.id(), event.version(), event.what(),
        event.user(), event.at(), event.expiresAt(), at);
  }

  private void replicate() {
    replica = model.snapshot();
    relayedOfReplica = relayed;
    if (failOvers.isEmpty()) {
      in(random.nextInt(LAG_MILLIS * 1000), this::replicate);
    }
  }

  private void failOver() {
    model.restore(replica);
    relayed = relayedOfReplica;
    failOvers.add(new FailOver(now, now, Duration.ofMillis(LAG_MILLIS)));
    SEATS.forEach(this::sweepAtItsEnd);
  }

  private record Task(long at, Runnable step) {}

  private record Asked(int client, Operation operation, List<String> seats, @Nullable String user,
      @Nullable String lockId, long sentAt) {}
}
