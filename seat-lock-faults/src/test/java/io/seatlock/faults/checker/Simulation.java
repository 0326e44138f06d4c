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
 * Simulates clients, a sweep, a relay and a fail-over around the model, with a simulated clock. The same seed always
 * gives the same run. A call takes effect between its sending and its answer; a call without an answer takes effect at
 * any later time, or never.
 */
final class Simulation {

  private static final long START = Times.micros(RunBuilder.START);

  private static final long END = START + 10_000_000;

  private static final List<Operation> OPERATIONS = List.of(Operation.values());

  private static final List<String> SEATS = List.of("hall:A:1", "hall:A:2", "hall:A:3");

  /** The longest delay between a client and the model, in µs. */
  static final int MAX_DELAY_MICROS = 10_000;

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

  int timesShown() {
    return model.timesShown();
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
      schedule(random.nextInt(50_000), () -> send(number));
    }
    schedule(0, this::relay);
    if (faulty || model.bug() == ModelService.Bug.COUNTS_VERSIONS) {
      schedule(0, this::replicate);
      schedule(1_000_000 + random.nextInt(8_000_000), this::failOver);
    }
    while (!tasks.isEmpty()) {
      Task task = tasks.remove();
      now = Math.max(now, task.at());
      task.step().run();
    }
    relay();
    return this;
  }

  private void schedule(long micros, Runnable step) {
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
        ? new Request(client, operation, seats, null, null, now)
        : new Request(client, operation, seats, named ? user : null, lockId, now));
  }

  private void ask(Request request) {
    if (!faulty || random.nextInt(6) > 0) {
      schedule(random.nextInt(MAX_DELAY_MICROS), () -> answer(request));
    } else {
      giveUp(request);
    }
  }

  private void answer(Request request) {
    Answer answer = perform(request);
    schedule(random.nextInt(5) == 0 ? random.nextInt(300_000) : random.nextInt(5_000), () -> {
      record(request, answer);
      schedule(random.nextInt(100_000), () -> next(request));
    });
  }

  /** Repeats the request, or sends another one. */
  private void next(Request request) {
    if (random.nextInt(4) == 0) {
      ask(new Request(request.client(), request.operation(), request.seats(), request.user(), request.lockId(), now));
    } else {
      send(request.client());
    }
  }

  private void giveUp(Request request) {
    if (random.nextBoolean()) {
      schedule(random.nextInt(1_500_000), () -> perform(request));
    }
    schedule(500_000, () -> {
      record(request, random.nextBoolean() ? Answer.unknown() : Answer.problem(503, "UNAVAILABLE"));
      next(request);
    });
  }

  private void record(Request request, Answer answer) {
    if (answer.lockId() != null) {
      request.seats().forEach(seat -> known.put(seat, answer.lockId()));
    }
    history.add(new Call(request.client(), request.operation(), request.seats(), request.user(), request.lockId(),
        request.sentAt(),
        now, answer));
  }

  private Answer perform(Request request) {
    Answer answer = switch (request.operation()) {
      case LOCK -> model.lock(request.seats(), String.valueOf(request.user()), "lock" + random.nextLong(),
          20 + random.nextInt(1_500), now);
      case EXTEND -> model.extend(request.seats(), request.user(), request.lockId(), 20 + random.nextInt(1_500), now);
      case READ -> model.read(request.seats().getFirst(), now);
      case UNLOCK, FINALIZE, RELEASE ->
        model.end(request.operation(), request.seats(), request.user(), request.lockId(), now);
    };
    request.seats().forEach(this::sweepAtItsEnd);
    return answer;
  }

  private void sweepAtItsEnd(String seat) {
    ModelService.State state = model.state(seat);
    if (state.what() == SeatEvent.What.LOCKED) {
      long early = model.bug() == ModelService.Bug.EXPIRES_EARLY ? 20_000 : 0;
      schedule(Math.max(0, Times.micros(state.expiresAt()) - now - early) + random.nextInt(slowness()),
          () -> model.expire(seat, now));
    }
  }

  /** How late the sweep may be, in µs. Some bugs take effect only between a deadline and the sweep. */
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
      schedule(random.nextInt(40_000), this::relay);
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
      schedule(random.nextInt(LAG_MILLIS * 1000), this::replicate);
    }
  }

  private void failOver() {
    model.restore(replica);
    relayed = relayedOfReplica;
    failOvers.add(new FailOver(now, now, Duration.ofMillis(LAG_MILLIS)));
    SEATS.forEach(this::sweepAtItsEnd);
  }

  private record Task(long at, Runnable step) {}

  private record Request(int client, Operation operation, List<String> seats, @Nullable String user,
      @Nullable String lockId, long sentAt) {}
}
