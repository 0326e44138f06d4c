package io.seatlock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Proves that the comparison with the model bites: each of these bugs, put into the text of the
 * script, is found within a few games.
 */
class MutantIntegrationTests {

  private static final int GAMES = 100;

  private static final List<Mutant> MUTANTS = List.of(
      new Mutant("anybody unlocks and extends", """
          if not is_holder(seat, user, lock_id) then return 'NOT_THE_HOLDER' end
            end
          end
          """, "end end"),
      new Mutant("anybody buys", "if is_holder(seat, user, lock_id) then return nil end", "do return nil end"),
      new Mutant("anybody releases", """
          if not is_holder(seat, user, lock_id) then return 'NOT_THE_HOLDER' end
            end)
          """, "end)"),
      new Mutant("the userId is not compared", "(user == '' or user == seat.userId)", "true"),
      new Mutant("the lockId is not compared", "(lock_id == '' or lock_id == seat.lockId)", "true"),
      new Mutant("a lock does not end what is dead", """
          take_request()
            local seats = take_settled_seats(user)
            if is_same_lock""", """
          take_request()
            local seats = take_seats()
            if is_same_lock"""),
      new Mutant("expire does not look at the deadline", "if is_dead(seat) then free(",
          "if seat.status == 'LOCKED' then free("),
      new Mutant("a lock lives a moment longer", "seat.expiresAt <= NOW", "seat.expiresAt < NOW"),
      new Mutant("the end is told as of its discovery", "'expired', seat.expiresAt)", "'expired', NOW)"),
      new Mutant("the fence counts", "math.max(seat.version + 1, NOW_US)", "seat.version + 1"),
      new Mutant("the fence is the time alone", "math.max(seat.version + 1, NOW_US)", "NOW_US"),
      new Mutant("the lock key stays", "redis.call('DEL', seat.lock_key)", ""),
      new Mutant("the deadline stays", "redis.call('ZREM', DEADLINES, seat.name)", ""),
      new Mutant("the holding stays", "redis.call('ZREM', seat.holdings .. seat.userId, seat.field)", ""),
      new Mutant("a sold seat keeps its deadline", """
          announce_finalized(seat)
            unindex(seat)
          """, "announce_finalized(seat)\n"),
      new Mutant("an extension is not indexed", """
          save(seat)
              index(seat)
          """, "save(seat)\n"),
      new Mutant("a lock grows older than the cap", "math.min(NOW + timeout, seat.lockedAt + max_age)",
          "NOW + timeout"),
      new Mutant("an extension begins the lock anew", "seat.expiresAt = math.min(",
          "seat.lockedAt = NOW; seat.expiresAt = math.min("),
      new Mutant("only the first seat of a group is judged", "for i, seat in ipairs(seats) do\n    local code",
          "for i, seat in ipairs({ seats[1] }) do\n    local code"),
      new Mutant("a part of a group is the group", "return covered == #seats", "return true"),
      new Mutant("the dead count towards the limit",
          "redis.call('ZCOUNT', seats[1].holdings .. user, '(' .. integer(NOW), '+inf')",
          "redis.call('ZCOUNT', seats[1].holdings .. user, '-inf', '+inf')"),
      new Mutant("a group counts as one seat", "'+inf') + #seats > limit", "'+inf') + 1 > limit"),
      new Mutant("a sold seat is locked",
          "if seat.status == 'FINALIZED' then return 'SEAT_FINALIZED' end\n    if seat.status == 'LOCKED'",
          "if seat.status == 'LOCKED'"),
      new Mutant("a repeated request is not answered", "if request.id ~= '' then\n      for",
          "if false then\n      for"),
      new Mutant("a repeated sale is not answered", "elseif request.id ~= '' then", "elseif false then"),
      new Mutant("a refused request is not answered", "if request.id ~= '' then reject(", "if false then reject("),
      new Mutant("an old request is executed", "sent_at + timeout < NOW", "false"),
      new Mutant("reading writes", "if is_dead(seat) then seat.status, seat.userId",
          "settle(seat) if false then seat.status, seat.userId"),
      new Mutant("deadlines lose their milliseconds", "if fraction == 0 then return text .. 'Z' end",
          "if true then return text .. 'Z' end"));

  /** @param part what stands once in the script */
  private record Mutant(String bug, String part, String instead) {

    String source() {
      return ClockedScript.edited(ClockedScript.source(), part, instead);
    }
  }

  @TestFactory
  Stream<DynamicTest> mutantIsFound() {
    return MUTANTS.stream().map(mutant -> DynamicTest.dynamicTest(mutant.bug(), () -> isFound(mutant.source())));
  }

  private static void isFound(String mutant) {
    TestRedis.emptied().view().nodes().forEach(node -> node.scriptLoad(mutant));
    Comparison comparison = new Comparison(mutant);

    Throwable found = catchThrowable(() -> LongStream.range(0, GAMES).forEach(comparison::play));

    assertThat(found).as("after %s games", GAMES).isInstanceOf(AssertionError.class);
    assertThat(found.getCause()).as("a difference, not a crash").isInstanceOf(AssertionError.class);
  }
}
