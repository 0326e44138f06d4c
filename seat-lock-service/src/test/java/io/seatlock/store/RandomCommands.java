package io.seatlock.store;

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
final class RandomCommands {

  private static final List<String> USERS = List.of("ann", "bob", "c:{ä}/\"\\");

  private static final List<SeatId> HALL = seats("hall", "1", "2", "3", "4");

  private static final List<SeatId> CLUB = seats("club", "1", "2");

  private final Random random;

  private final List<String> lockIds = new ArrayList<>(List.of("stranger"));

  private int requests;

  RandomCommands(Random random) {
    this.random = random;
  }

  private static List<SeatId> seats(String venue, String... numbers) {
    return Stream.of(numbers).map(number -> new SeatId(venue, "A", number)).toList();
  }

  /** @param now about the time by the clock of the seats */
  SeatCommand next(Instant now) {
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4 -> lock(now);
      case 5, 6 -> new SeatCommand.Unlock(group(), orNone(proof()));
      case 7, 8 -> new SeatCommand.Extend(group(), proof(), timeout(3000));
      case 9, 10 -> new SeatCommand.Finalize(group(), proof(), maybeRequest(now));
      case 11, 12 -> new SeatCommand.Release(group(), orNone(proof()));
      case 13 -> new SeatCommand.Expire(oneOf(HALL));
      case 14 -> new SeatCommand.Look(group());
      default -> new SeatCommand.Reject(oneOf(List.of(Asked.values())), "any key", request(now),
          new InvalidRequest("row", "is wrong"));
    };
  }

  /** Often nothing, sometimes a little, seldom more than the oldest lock may last. */
  Duration pause() {
    return switch (random.nextInt(20)) {
      case 0 -> Duration.ofMillis(random.nextInt(3000));
      case 1, 2, 3, 4, 5, 6 -> Duration.ofMillis(random.nextInt(20));
      default -> Duration.ZERO;
    };
  }

  private SeatCommand lock(Instant now) {
    String lockId = "lock-" + lockIds.size();
    lockIds.add(lockId);
    return new SeatCommand.Lock(group(), oneOf(USERS), timeout(1000), lockId, maybeRequest(now));
  }

  private SeatGroup group() {
    List<SeatId> seats = new ArrayList<>(random.nextInt(4) == 0 ? CLUB : HALL);
    Collections.shuffle(seats, random);
    if (random.nextBoolean()) {
      return SeatGroup.of(seats.getFirst());
    }
    return new SeatGroup(seats.subList(0, 1 + random.nextInt(seats.size())), true);
  }

  private Duration timeout(int mostMillis) {
    return Duration.ofMillis(1 + random.nextInt(random.nextInt(4) == 0 ? mostMillis : 50));
  }

  private Proof proof() {
    String user = random.nextInt(3) == 0 ? null : oneOf(USERS);
    return new Proof(user, user == null || random.nextInt(3) == 0 ? recent(lockIds) : null);
  }

  private Proof orNone(Proof proof) {
    return random.nextInt(4) == 0 ? Proof.NONE : proof;
  }

  private @Nullable Request maybeRequest(Instant now) {
    return random.nextInt(3) == 0 ? request(now) : null;
  }

  private Request request(Instant now) {
    return new Request("request-" + requests++, now.minusMillis(random.nextInt(80) - 10), "{\"ü\":1}");
  }

  private String recent(List<String> all) {
    return all.get(Math.max(0, all.size() - 1 - random.nextInt(4)));
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
