package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.SlotHash;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.SeatId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names are a contract with the operator: literal strings, not whatever the code makes of them. */
class KeysTests {

  private static final SeatId SEAT = new SeatId("royal-hall.2026-11-22", "A", "12");

  private final Keys single = new Keys(0, 1);

  private final Keys third = new Keys(2, 8);

  @Test
  void namesOnASingleRedisArePlain() {
    assertThat(single.seats("1")).isEqualTo("seats:1");
    assertThat(single.field(SEAT)).isEqualTo("A_12");
    assertThat(single.lock(SEAT)).isEqualTo("seatlock:royal-hall.2026-11-22:A:12");
    assertThat(single.holdingsPrefix("1")).isEqualTo("seat-holdings:1:");
    assertThat(single.deadlines()).isEqualTo("seat-deadlines");
    assertThat(single.outbox()).isEqualTo("seat-outbox");
    assertThat(single.lease()).isEqualTo("seat-outbox-lease");
    assertThat(single.instances()).isEqualTo("seat-outbox-instances");
    assertThat(single.barrier("w")).isEqualTo("seat-barrier:w");
    assertThat(single.identity()).isEqualTo("seat-identity");
    assertThat(single.venues()).isEqualTo("seat-venues");
    assertThat(single.held("u1")).isEqualTo("seat-held:u1");
    assertThat(single.plan("1")).isEqualTo("seat-plan:1");
    assertThat(single.planSeats("1", "e.1")).isEqualTo("seat-plan-seats:1:e.1");
    assertThat(single.occupancy("1", "e.1")).isEqualTo("seat-occupancy:1:e.1");
    assertThat(single.planDocument("1", "e.1")).isEqualTo("seat-plan-document:1:e.1");
    assertThat(single.choice("1", "u1")).isEqualTo("seat-choice:1:u1");
  }

  @Test
  void namesOfAPartitionCarryItsHashTag() {
    assertThat(third.seats("1")).isEqualTo("{p2}:seats:1");
    assertThat(third.field(SEAT)).isEqualTo("A_12");
    assertThat(third.lock(SEAT)).isEqualTo("{p2}:seatlock:royal-hall.2026-11-22:A:12");
    assertThat(third.holdingsPrefix("1")).isEqualTo("{p2}:seat-holdings:1:");
    assertThat(third.deadlines()).isEqualTo("{p2}:seat-deadlines");
    assertThat(third.outbox()).isEqualTo("{p2}:seat-outbox");
    assertThat(third.lease()).isEqualTo("{p2}:seat-outbox-lease");
    assertThat(third.instances()).isEqualTo("{p2}:seat-outbox-instances");
    assertThat(third.barrier("w")).isEqualTo("{p2}:seat-barrier:w");
    assertThat(third.identity()).isEqualTo("{p2}:seat-identity");
    assertThat(third.venues()).isEqualTo("{p2}:seat-venues");
    assertThat(third.held("u1")).isEqualTo("{p2}:seat-held:u1");
    assertThat(third.plan("1")).isEqualTo("{p2}:seat-plan:1");
    assertThat(third.planSeats("1", "e.1")).isEqualTo("{p2}:seat-plan-seats:1:e.1");
    assertThat(third.occupancy("1", "e.1")).isEqualTo("{p2}:seat-occupancy:1:e.1");
    assertThat(third.planDocument("1", "e.1")).isEqualTo("{p2}:seat-plan-document:1:e.1");
    assertThat(third.choice("1", "u1")).isEqualTo("{p2}:seat-choice:1:u1");
  }

  @Test
  void prefixStandsBeforeEveryNameAndIsNoHashTag() {
    Keys plain = new Keys("staging:", 0, 1);
    Keys tagged = new Keys("staging:", 2, 8);

    assertThat(plain.seats("1")).isEqualTo("staging:seats:1");
    assertThat(tagged.lock(SEAT)).isEqualTo("staging:{p2}:seatlock:royal-hall.2026-11-22:A:12");
    assertThat(names(plain)).allMatch(name -> name.startsWith("staging:seat"));
    assertThat(names(tagged)).allMatch(name -> name.startsWith("staging:{p2}:seat"))
        .extracting(SlotHash::getSlot).containsOnly(SlotHash.getSlot("{p2}"));
    assertThat(tagged.seatOfLock(tagged.lock(SEAT))).isEqualTo(SEAT);
    assertThat(tagged.seatOfLock(third.lock(SEAT))).isNull();
    assertThat(third.seatOfLock(tagged.lock(SEAT))).isNull();
  }

  private static List<String> names(Keys keys) {
    return List.of(keys.seats("1"), keys.lock(SEAT), keys.holdingsPrefix("1"), keys.deadlines(), keys.outbox(),
        keys.lease(), keys.instances(), keys.barrier("w"), keys.identity(), keys.answered("x"), keys.venues(),
        keys.held("u1"), keys.plan("1"), keys.planSeats("1", "e.1"), keys.occupancy("1", "e.1"),
        keys.planDocument("1", "e.1"), keys.choice("1", "u1"), keys.probes().getFirst());
  }

  @Test
  void allNamesOfAPartitionShareASlotWhateverTheUserIsCalled() {
    List<String> names = List.of(third.seats("1"), third.lock(SEAT), third.holdingsPrefix("1") + "{x}{p3}",
        third.deadlines(), third.outbox(), third.lease(), third.instances(), third.barrier("w"), third.identity(),
        third.venues());

    assertThat(names).extracting(SlotHash::getSlot).containsOnly(SlotHash.getSlot("{p2}"));
  }

  @Test
  void venueIsAlwaysInTheSamePartition() {
    Partitions partitions = new Partitions(List.of(partition(0), partition(1), partition(2)));

    assertThat(partitions.of("x").number()).isZero();
    assertThat(partitions.of("1").number()).isEqualTo(1);
    // Negative hash codes, the last one without a positive counterpart.
    assertThat(partitions.of("royal-hall").number()).isEqualTo(2);
    assertThat(partitions.of("polygenelubricants").number()).isEqualTo(1);
  }

  private static Partition partition(int number) {
    return FakeScript.partition(number, 3, new FakeScript());
  }

  @Test
  void expiredKeyTellsItsSeat() {
    assertThat(single.seatOfLock(single.lock(SEAT))).isEqualTo(SEAT);
    assertThat(third.seatOfLock(third.lock(SEAT))).isEqualTo(SEAT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "session:1", "seatlock:", "seatlock:1:A", "seatlock:1:A:1:2", "seatlock:1:A_:1",
      "seatlock:::", "seatlock:1:A:1\n", "{p1}:seatlock:1:A:1", "xseatlock:1:A:1", "seat-outbox-lease"})
  void expiredKeyOfSomethingElseTellsNone(String key) {
    assertThat(single.seatOfLock(key)).isNull();
    assertThat(third.seatOfLock(key)).isNull();
  }

  @Test
  void noTwoSeatsShareAName() {
    Random random = new Random(22);
    Map<String, SeatId> byKey = new HashMap<>();
    Map<String, SeatId> byField = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      try {
        SeatId seat = new SeatId(id(random), id(random), id(random));
        assertThat(byKey.putIfAbsent(single.lock(seat), seat)).isIn(null, seat);
        assertThat(byField.putIfAbsent(single.seats(seat.venueId()) + " / " + single.field(seat), seat)).isIn(null,
            seat);
      } catch (InvalidRequest refused) {
        assertThat(refused.field()).isIn("venueId", "row", "seat");
      }
    }
    assertThat(byKey).hasSizeGreaterThan(1000);
    assertThat(byKey.keySet()).allMatch(name -> name.chars().filter(c -> c == ':').count() == 3);
  }

  /** Short, and of signs that separate or nearly do, so that collisions would be frequent. */
  private static String id(Random random) {
    return random.ints(1 + random.nextInt(3), 0, 8).mapToObj(i -> "A1-~. _:".substring(i, i + 1))
        .collect(Collectors.joining());
  }
}
