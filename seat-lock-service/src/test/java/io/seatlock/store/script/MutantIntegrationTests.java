package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.testkit.LongRunning;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Proves that the comparison with the model bites: each of these bugs, put into the text of the
 * script, is found within a few games.
 */
@LongRunning
@SharedRedis
class MutantIntegrationTests {

  private static final int GAMES = 1000;

  private static final List<Mutant> MUTANTS = List.of(
      new Mutant("anybody unlocks and extends", """
          if not is_holder(seat, user, lock_id) then return 'NOT_THE_HOLDER' end
            end
          end
          """, "end end"),
      new Mutant("anybody buys", "if not is_holder(seat, user, lock_id) then\n        return seat.status",
          "if false then\n        return seat.status"),
      new Mutant("anybody releases", """
          if not is_holder(seat, user, lock_id) then return 'NOT_THE_HOLDER' end
            end)
          """, "end)"),
      new Mutant("the userId is not compared", "(user == '' or user == claim.userId)", "true"),
      new Mutant("the lockId is not compared", "(lock_id == '' or lock_id == claim.lockId)", "true"),
      new Mutant("a lock does not end what is dead", """
          prepare(seats, user, total)
            if most_seats""", "check_holdings(seats, user, total)\n  if most_seats"),
      new Mutant("expire does not look at the deadline", "not seat.damaged and is_dead(seat) then free(",
          "seat.status == 'LOCKED' then free("),
      new Mutant("a lock lives a moment longer", "seat.expiresAt <= NOW", "seat.expiresAt < NOW"),
      new Mutant("the end is dated by its discovery", "'expired', seat.expiresAt)", "'expired', NOW)"),
      new Mutant("the fence counts", "math.max(seat.version + 1, NOW_US)", "seat.version + 1"),
      new Mutant("the fence is the time alone", "math.max(seat.version + 1, NOW_US)", "NOW_US"),
      new Mutant("the lock key stays", "redis.call('DEL', seat.lock_key)", ""),
      new Mutant("the deadline stays", "redis.call('ZREM', DEADLINES, seat.name)", ""),
      new Mutant("the holding stays", "redis.pcall('ZREM', seat.holdings .. seat.userId, seat.field)", "0"),
      new Mutant("a sold seat keeps its deadline", """
          announce_finalized(seat)
            if seat.status == 'LOCKED' then unindex(seat) end
          """, "announce_finalized(seat)\n"),
      new Mutant("an extension is not indexed", """
            index(seat)
            redis.call('ZADD', held_by(seat, seat.userId), 'XX', integer(seat.expiresAt), seat.name)
          """, """
            redis.call('ZADD', held_by(seat, seat.userId), 'XX', integer(seat.expiresAt), seat.name)
          """),
      new Mutant("a lock grows older than the cap", "seat.expiresAt = capped_deadline(seat, NOW + timeout, max_age)",
          "seat.expiresAt = NOW + timeout"),
      new Mutant("an extension begins the lock anew", "seat.expiresAt = capped_deadline(",
          "seat.lockedAt = NOW; seat.expiresAt = capped_deadline("),
      new Mutant("only the first seat of a group is judged", "for i, seat in ipairs(seats) do\n    local code",
          "for i, seat in ipairs({ seats[1] }) do\n    local code"),
      new Mutant("a part of a group is the group", "return not as_list or is_whole_group(seats, user)", "return true"),
      new Mutant("who has left a group still belongs to it", "is_held(other, user, seats[1].lockId)", "true"),
      new Mutant("the dead count towards the limit",
          "redis.pcall('ZCOUNT', holdings, '(' .. integer(NOW), '+inf')",
          "redis.pcall('ZCOUNT', holdings, '-inf', '+inf')"),
      new Mutant("a group counts as one seat", "exceeds(limit, in_venue, #seats)",
          "exceeds(limit, in_venue, 1)"),
      new Mutant("a sold seat is locked",
          "if seat.status ~= 'AVAILABLE' then return reason_of_claim(seat, user) end",
          "if seat.status == 'LOCKED' then return reason_of_claim(seat, user) end"),
      new Mutant("an expired lock keeps its seat", "seat.userId ~= user\n    and not is_dead(seat)",
          "seat.userId ~= user"),
      new Mutant("a repeated lock finds its own seat taken", "seat.status ~= 'AVAILABLE' and seat.userId ~= user\n",
          "seat.status ~= 'AVAILABLE'\n"),
      new Mutant("a repeated request is not answered", "if request.id ~= '' then\n        for",
          "if false then\n        for"),
      new Mutant("a repeated sale is not answered", "elseif request.id ~= '' then", "elseif false then"),
      new Mutant("a refused request is not answered", "if request.id ~= '' then reject(", "if false then reject("),
      new Mutant("an old request is executed", "request.sent_at + max_age < NOW", "false"),
      new Mutant("a request from before the user's last unlock is executed", "request.sent_at < last.endedAt", "false"),
      new Mutant("a sale of an earlier lock is executed", "lock_id == '' and request.sent_at < lock.lockedAt", "false"),
      new Mutant("a request is answered twice", "if redis.call('ZSCORE', request.answered, request.number)",
          "if false"),
      new Mutant("an answered request is forgotten too early", "'(' .. integer(request.first))", "'+inf')"),
      new Mutant("the last holder's unlock is not remembered", "has_ended(seat, 'manual', user, lock_id)", "false"),
      new Mutant("the last holder's release is not remembered", "has_ended(seat, 'released', user, lock_id)", "false"),
      new Mutant("an expired lock is like none", "has_ended(seat, 'expired', user, lock_id)", "false"),
      new Mutant("whoever shows nothing was the last holder", "(user ~= '' or lock_id ~= '') and", ""),
      new Mutant("any end counts as this one", "seat.last['end'] == how", "true"),
      new Mutant("the last holder is never too late", "NOW < seat.last.endedAt + grace", "true"),
      new Mutant("the last holder is always too late", "NOW < seat.last.endedAt + grace", "false"),
      new Mutant("a lock goes to nobody", "seat.userId, seat.expiresAt = new_user, expires_at",
          "seat.expiresAt = expires_at"),
      new Mutant("the first user still holds what was handed over", "if seat.userId ~= new_user then remove_holding",
          "if false then remove_holding"),
      new Mutant("a lock is handed over past the limit", "exceeds(limit, in_venue, more)", "false"),
      new Mutant("handing over twice is announced twice",
          "if seat.userId ~= new_user or expires_at ~= seat.expiresAt then hand_over", "if true then hand_over"),
      new Mutant("a seat that is not in the plan is locked",
          "return reason_of_plan(seat) or is_paused(seat, user, pause)",
          "return is_paused(seat, user, pause)"),
      new Mutant("a seat that is not in the plan is sold late", "then return reason_of_plan(seat) end",
          "then return nil end"),
      new Mutant("the plan does not learn which seats are taken",
          "redis.pcall('BITFIELD', place.occupancy, 'SET', 'u2', place.index, BITS[seat.status])", "0"),
      new Mutant("a new plan does not know which seats are taken", "if bits ~= '0' then", "if false then"),
      new Mutant("a plan leaves out who holds a seat", "status ~= 'AVAILABLE' and (status ~= 'LOCKED'",
          "status == 'FINALIZED' and (status ~= 'LOCKED'"),
      new Mutant("a plan leaves out who bought a seat", "status ~= 'AVAILABLE' and (status ~= 'LOCKED'",
          "status == 'LOCKED' and (status ~= 'LOCKED'"),
      new Mutant("an expired lock keeps a plan from changing", "(status ~= 'LOCKED' or deadline > NOW)", "true"),
      new Mutant("a plan that was replaced stays", "drop(draft.venue, before)", ""),
      new Mutant("a plan that was deleted stays", "drop(venue, current)", ""),
      new Mutant("reading writes", "if is_dead(seat) then seat.status, seat.userId",
          "settle(seat) if false then seat.status, seat.userId"),
      new Mutant("deadlines lose their milliseconds", "math.floor(seconds / 60) % 60, seconds % 60, fraction)",
          "math.floor(seconds / 60) % 60, seconds % 60, 0)"));

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
