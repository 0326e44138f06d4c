package io.seatlock.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.SeatId;
import io.seatlock.store.script.Keys;
import io.seatlock.store.script.LuaHeader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RedisDocTests {

  private static final SeatId SEAT = new SeatId("1", "A", "12");

  @Test
  void namesAreThoseOfTheCode() {
    assertThat(RedisDoc.table("single Redis")).extracting(List::getFirst).isEqualTo(names(new Keys(0, 1)));
    assertThat(RedisDoc.table("single Redis")).extracting(row -> row.get(1)).isEqualTo(names(new Keys(2, 8)));
  }

  private static List<String> names(Keys keys) {
    return List.of(keys.seats("1"), keys.lock(SEAT), keys.deadlines(), keys.holdingsPrefix("1") + "u123",
        keys.held("u123"), keys.choice("1", "u123"),
        keys.answered("seat-lock-service/seat.finalize/0"), keys.outbox(), keys.deadLetters(), keys.lease(),
        keys.instances(), keys.barrier("9b2d8f0e-55a1-4c3e-9d5b-0a6a51b6a2f4"), keys.venues(),
        keys.plan("1"), keys.planSeats("1", "e7a0.5c1b"), keys.occupancy("1", "e7a0.5c1b"),
        keys.planDocument("1", "e7a0.5c1b"), keys.identity());
  }

  @Test
  void operationsAreThoseOfTheLuaHeaders() {
    assertThat(RedisDoc.table("operation")).isEqualTo(LuaHeader.operations().stream().map(header -> List
        .of(header.operation(), header.keys(), header.args(), header.reply(), header.event())).toList());
  }

  @Test
  void rightsAreThoseOfTheFile() {
    List<List<String>> table = RedisDoc.table("command");

    assertThat(rights(table, 1)).isEqualTo(RedisUser.SERVICE.commands());
    assertThat(rights(table, 2)).isEqualTo(RedisUser.CHECK.commands());
    assertThat(table).allSatisfy(row -> assertThat(row.get(3)).isNotEmpty());
  }

  private static Set<String> rights(List<List<String>> table, int column) {
    return new TreeSet<>(table.stream().filter(row -> row.get(column).equals("yes"))
        .map(row -> row.getFirst().replace(' ', '|')).toList());
  }
}
