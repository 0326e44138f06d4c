package io.seatlock.store.script;

import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.Proof;
import io.seatlock.seat.Request;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatCommand.Reject.Asked;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Commands as careless people and machines would send them, over so few seats and users that they collide. */
public final class RandomCommands {

  private static final List<String> USERS = List.of("ann", "ann", "bob", "c:{ä}/\"\\");

  private static final List<SeatId> HALL = seats("hall", "1", "2", "3");

  private static final List<SeatId> CLUB = seats("club", "1");

  private final Random random;

  private final List<SeatCommand.Lock> locks = new ArrayList<>();

  /** Half of all commands are about an earlier lock: by its user, on seats of its group. */
  private SeatCommand.@Nullable Lock about;

  private int requests;

  private int bests;

  public RandomCommands(Random random) {
    this.random = random;
  }

  private static List<SeatId> seats(String venue, String... numbers) {
    return Stream.of(numbers).map(number -> new SeatId(venue, "A", number)).toList();
  }

  /** @param now about the time by the clock of the seats */
  public SeatCommand next(Instant now) {
    about = locks.isEmpty() || random.nextBoolean() ? null : recent();
    return switch (random.nextInt(19)) {
      case 18 -> best();
      case 0, 1, 2, 3, 4 -> lock(now);
      case 5, 6 -> new SeatCommand.Unlock(group(), orNone(proof()));
      case 7, 8, 9 -> new SeatCommand.Extend(group(), proof(), timeout(3000));
      case 10, 11 -> sale(now);
      case 12 -> new SeatCommand.Release(group(), orNone(proof()));
      case 13 -> new SeatCommand.Expire(group().seats().getFirst());
      case 14 -> new SeatCommand.Look(group());
      case 15, 16 -> new SeatCommand.Transfer(group(), withLockId(), oneOf(USERS),
          random.nextBoolean() ? null : timeout(3000));
      default -> new SeatCommand.Reject(oneOf(List.of(Asked.values())), "any key", request(now, "any key"),
          new InvalidRequest("row", "is wrong"));
    };
  }

  /** Some seats of the hall, in any order; null for no plan. */
  @Nullable
  List<SeatId> plan() {
    return random.nextInt(4) == 0 ? null : shuffled(HALL).subList(0, 1 + random.nextInt(HALL.size()));
  }

  /** Often nothing, sometimes a little, seldom more than the oldest lock may last. */
  public Duration pause() {
    return switch (random.nextInt(20)) {
      case 0 -> Duration.ofMillis(random.nextInt(3000));
      case 1, 2, 3, 4, 5, 6 -> Duration.ofMillis(random.nextInt(20));
      default -> Duration.ZERO;
    };
  }

  private SeatCommand lock(Instant now) {
    SeatGroup group = group();
    SeatCommand.Lock lock = new SeatCommand.Lock(group, user(), timeout(1000), "lock-" + locks.size(),
        maybeRequest(now, group.venueId()));
    locks.add(lock);
    return random.nextInt(8) == 0 ? lock.withOrphan(group.seats().getFirst()) : lock;
  }

  /** Of a few choices, which may overlap; sometimes repeated. */
  private SeatCommand best() {
    List<SeatId> seats = shuffled(HALL);
    int count = 1 + random.nextInt(2);
    List<SeatGroup> choices = Stream.of(0, 1).map(from -> new SeatGroup(seats.subList(from, from + count), true))
        .limit(random.nextInt(3)).toList();
    return new SeatCommand.LockBest("hall", choices, user(), timeout(1000), "best-" + bests++,
        random.nextBoolean() ? null : "request-" + random.nextInt(2));
  }

  private SeatCommand sale(Instant now) {
    SeatGroup group = group();
    return new SeatCommand.Finalize(group, proof(), maybeRequest(now, group.venueId()));
  }

  private SeatGroup group() {
    List<SeatId> seats = about == null ? shuffled(oneOf(List.of(HALL, HALL, HALL, CLUB))) : about.group().seats();
    return random.nextBoolean()
        ? SeatGroup.of(seats.getFirst())
        : new SeatGroup(seats.subList(0, 1 + random.nextInt(seats.size())), true);
  }

  private List<SeatId> shuffled(List<SeatId> seats) {
    List<SeatId> shuffled = new ArrayList<>(seats);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private String user() {
    return about == null ? oneOf(USERS) : about.userId();
  }

  private Duration timeout(int mostMillis) {
    return Duration.ofMillis(1 + random.nextInt(random.nextInt(4) == 0 ? mostMillis : 50));
  }

  private Proof proof() {
    String lockId = about == null ? "stranger" : about.lockId();
    return switch (random.nextInt(3)) {
      case 0 -> new Proof(null, lockId);
      case 1 -> new Proof(user(), null);
      default -> new Proof(user(), lockId);
    };
  }

  private Proof withLockId() {
    Proof proof = proof();
    return proof.lockId() == null ? new Proof(proof.userId(), "stranger") : proof;
  }

  private Proof orNone(Proof proof) {
    return random.nextInt(4) == 0 ? Proof.NONE : proof;
  }

  private @Nullable Request maybeRequest(Instant now, String venueId) {
    return random.nextInt(3) == 0 ? request(now, venueId) : null;
  }

  /** Sometimes one that was delivered before. A source has the requests of one venue, since their partitions differ. */
  private Request request(Instant now, String venueId) {
    int number = requests > 0 && random.nextInt(4) == 0 ? random.nextInt(requests) : requests++;
    return new Request("request-" + number, now.minusMillis(random.nextInt(80) - 10), "{\"ü\":1}",
        random.nextBoolean() ? null : new Request.Position("topic/" + venueId, number, Math.max(0, requests - 4)));
  }

  private SeatCommand.Lock recent() {
    return locks.get(Math.max(0, locks.size() - 1 - random.nextInt(4)));
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
