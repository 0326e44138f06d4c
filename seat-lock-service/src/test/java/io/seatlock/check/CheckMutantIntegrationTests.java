package io.seatlock.check;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.sell;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.script.ClockedScript;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The damages would find these bugs of the check; what none of them finds would be a check that need not be. */
@LongRunning
@SharedRedis
class CheckMutantIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Duration SHORT = Duration.ofMillis(1);

  private static final List<Mutant> MUTANTS = List.of(
      new Mutant("a missing lock key is overlooked",
          "return live and difference('NO_LOCK_KEY', place, '', wanted, rewrite)",
          "return"),
      new Mutant("an expired lock must have a key", "seat.status == 'LOCKED' and not is_dead(seat)\n",
          "seat.status == 'LOCKED'\n"),
      new Mutant("a stray lock key is overlooked", "return difference('STRAY_LOCK_KEY', place, '', '', rewrite)",
          "return"),
      new Mutant("the end of a lock key is not compared", "local found = wrong_end(place, seat.expiresAt)",
          "local found = nil"),
      new Mutant("a lock key may live for ever", "if left < 0 then return '' end", "if left < 0 then return nil end"),
      new Mutant("a lock key may end early", "wanted > after + left + 1 or ", ""),
      new Mutant("a lock key may end late", " or (left > 0 and wanted < before + left - 1)", ""),
      new Mutant("a lock key may hold anything", "if found or value ~= '1' then", "if found then"),
      new Mutant("a missing entry is overlooked", "if wanted and not found then", "if false then"),
      new Mutant("a stray entry is overlooked", "if found and not wanted then", "if false then"),
      new Mutant("a wrong entry is overlooked", "if found and tonumber(found) ~= tonumber(wanted) then",
          "if false then"),
      new Mutant("only the holder's holdings are looked at",
          "if holdings_user ~= '' and holdings_user ~= seat.userId then",
          "if false then"),
      new Mutant("what a user holds in all venues is not looked at",
          "if wanted and not redis.pcall('ZSCORE', place, seat.name) then return end", "if true then return end"),
      new Mutant("a seat is taken for sound", "elseif seat.damaged then",
          "elseif not readable then"),
      new Mutant("the size of a version is not looked at", "if seat.version < 0 or seat.version >= MOST_EXACT then",
          "if false then"),
      new Mutant("a wrong type is taken for nothing", "return type(reply) == 'table' and reply.err ~= nil",
          "return false"),
      new Mutant("the bits of a plan are not compared", "elseif found ~= BITS[seat.status] then", "elseif false then"),
      new Mutant("a seat may be held outside of its plan", "if is_taken and seat.not_in_plan",
          "if false and seat.not_in_plan"),
      new Mutant("a plan may lack a part", "if count and count ~= tonumber(wanted) then", "if false then"),
      new Mutant("a plan that nobody needs is overlooked", "if redis.call('PTTL', place) == -1 then", "if false then"),
      new Mutant("a plan that nobody needs stays", "if repair then redis.call('UNLINK', place) end", ""),
      new Mutant("nothing is repaired", "if repair and rewrite then rewrite() end", ""),
      new Mutant("all is repaired unasked", "if repair and rewrite then rewrite() end",
          "if rewrite then rewrite() end"));

  private final TestRedis redis = TestRedis.emptied();

  /** @param part what stands once in the script */
  private record Mutant(String bug, String part, String instead) {}

  @Test
  void theCheckItselfIsNotFound() {
    assertThat(isFound(redis.check())).isFalse();
  }

  @TestFactory
  Stream<DynamicTest> mutantIsFound() {
    return MUTANTS.stream().map(mutant -> DynamicTest.dynamicTest(mutant.bug(), () -> {
      String source = ClockedScript.edited(Script.source(), mutant.part(), mutant.instead());
      assertThat(isFound(redis.checks().check(source))).isTrue();
    }));
  }

  private boolean isFound(Check check) {
    return Damage.REPAIRABLE.stream().anyMatch(damage -> isFound(check, damage, true))
        || Damage.NOT_REPAIRABLE.stream().anyMatch(damage -> isFound(check, damage, false));
  }

  private boolean isFound(Check check, Damage damage, boolean repairable) {
    furnish();
    damage.hand().spoil(redis);
    try {
      return !kinds(check, false).equals(List.of(damage.kind())) || !kinds(check, true).equals(List.of(damage.kind()))
          || kinds(check, true).isEmpty() != repairable || kinds(redis.check(), false).isEmpty() != repairable;
    } catch (RuntimeException crash) {
      return true;
    }
  }

  private static List<Difference.Kind> kinds(Check check, boolean repair) {
    List<Difference.Kind> kinds = new ArrayList<>();
    check.run(repair, difference -> kinds.add(difference.kind()));
    return kinds;
  }

  /** One lock is dead, and nobody has met it yet. */
  private void furnish() {
    TestRedis.emptied();
    Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0));
    Damage.furnishClub(partitions);
    Commands.performAll(TestRedis.seats(partitions),
        List.of(lock("ann", LONG, seat("A", 1)), lock("bob", LONG, seat("A", 2), seat("A", 3)),
            unlock(by("bob"), seat("A", 2)), sell(by("bob"), seat("A", 3)), lock("eve", SHORT, seat("B", 1))));
    String key = redis.key("hall", "seatlock:hall:B:1");
    await().pollDelay(Duration.ZERO).pollInterval(SHORT)
        .until(() -> redis.commands().exists(key) == 0);
  }
}
