package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the Lua files say about their replies and events is true of what they do. */
@SharedRedis
class LuaHeadersIntegrationTests {

  private static final int GAMES = 100;

  private static final SeatId ANY = new SeatId("any", "A", "1");

  /** The operations that are no commands of users, as the sweep and the relay would call them. */
  private static List<ScriptCommand> others(Keys keys) {
    return List.of(new ScriptCommand("due", List.of(), List.of("10")),
        new ScriptCommand("forget", List.of(keys.venues()), List.of("seats:", "", "0", "10", "1", "1")),
        new ScriptCommand("taken", List.of(keys.seats("any")), List.of("", "0", "10")),
        new ScriptCommand("taken", List.of(keys.seats("any")), List.of("another", "7", "10")),
        new ScriptCommand("basket", List.of(keys.seats("any"), keys.holdingsPrefix("any") + "u"), List.of("u", "10")),
        plan("draft", keys, "any", "e", "e.1", "9000"), plan("draft", keys, "any", "e", "e.2", "9000"),
        plan("attach", keys, "any", "e.1", "0", "9000", "0", "x"), plan("attach", keys, "any", "?", "0", "1", "0", "x"),
        plan("fill", keys, "any", "e.1", "1", "9000", "0", "A_1"), plan("fill", keys, "any", "?", "0", "1", "0", "A_1"),
        plan("seal", keys, "any", "e.1", "2", "9000"), plan("seal", keys, "any", "?", "0", "1"),
        plan("misfits", keys, "any", "e.1", "3", "9000", "", "0", "10"),
        plan("misfits", keys, "any", "?", "0", "1", "", "0", "10"),
        plan("publish", keys, "any", "e.1", "4", "9000", "1", "1"),
        plan("publish", keys, "any", "?", "0", "1", "1", "1"),
        plan("draft", keys, "any", "e", "e.3", "9000"), plan("plan", keys), plan("document", keys, "any", "e.1", "0"),
        plan("occupancy", keys, "any"), plan("inspectplan", keys, "0", "any", "e.1"), plan("discard", keys, "any", ""),
        new ScriptCommand("postpone", List.of(), List.of("1", "1", "x")),
        new ScriptCommand("lease", List.of(keys.lease(), keys.instances()), List.of("me", "1000", "0", "0")),
        new ScriptCommand("barrier", List.of(keys.barrier("me")), List.of("1", "60000")),
        new ScriptCommand("waits", List.of(), List.of("0-1", "")),
        new ScriptCommand("confirm", List.of(), List.of("", "0-1")),
        new ScriptCommand("deadletter", List.of(keys.deadLetters()), List.of("0-1", "", "why")),
        new ScriptCommand("backlog", List.of(keys.deadLetters()), List.of()),
        new ScriptCommand("inspect", List.of(keys.seats("any"), keys.plan("any"), keys.lock("any:A:1")),
            List.of("1", "", keys.holdingsPrefix("any"), "1", "A_1", "any:A:1")),
        new ScriptCommand("probe", keys.probes(), List.of()), new ScriptCommand("beat", List.of(), List.of("0")),
        new ScriptCommand("identity", List.of(), List.of("", "", "", "", "", "")),
        new ScriptCommand("touch", List.of(keys.probes().getLast()), List.of()));
  }

  private static ScriptCommand plan(String operation, Keys keys, String... args) {
    return new ScriptCommand(operation, Set.of("fill", "misfits").contains(operation)
        ? List.of(keys.plan("any"), keys.seats("any"))
        : List.of(keys.plan("any")), List.of(args));
  }

  @Test
  void everyReplyAndEventIsDescribedAndWhatIsDescribedHappens() {
    Comparison comparison = new Comparison(ClockedScript.source());
    LongStream.range(0, GAMES).forEach(comparison::play);
    Map<String, Set<String>> words = new TreeMap<>(comparison.wordsByOperation());
    Map<String, Set<String>> kinds = new TreeMap<>(comparison.kindsByOperation());
    TestRedis redis = TestRedis.emptied();
    ClockedScript.set(redis, ClockedScript.START);
    Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0), ClockedScript.source());
    Partition partition = partitions.of("any");
    for (ScriptCommand command : others(partition.keys())) {
      words.computeIfAbsent(command.operation(), _ -> new TreeSet<>()).add(partition.call(command).word());
      kinds.put(command.operation(), Set.of());
    }
    redis.commands().hset(redis.key("any", "seats:any"), "A_1", "{oops");
    for (SeatCommand seatCommand : List.of(new SeatCommand.Look(SeatGroup.of(ANY)), new SeatCommand.Expire(ANY))) {
      ScriptCommand command = partition.commands().of(seatCommand);
      words.computeIfAbsent(command.operation(), _ -> new TreeSet<>()).add(partition.call(command).word());
    }
    assertThat(redis.commands().exists(redis.key("any", "seat-outbox"))).isZero();
    words.put("undo", undo(partition, Duration.ofSeconds(1), () -> ClockedScript.set(redis, ClockedScript.START
        .plusSeconds(2))));
    undo(partition, Duration.ofMinutes(1), () -> {});
    kinds.put("undo", redis.events(partitions).stream().map(Comparison::kind)
        .filter(kind -> !kind.equals("locked")).collect(Collectors.toSet()));

    assertThat(words).isEqualTo(described(LuaHeader::replyWords));
    assertThat(kinds).isEqualTo(described(LuaHeader::eventKinds));
  }

  /** Locks a seat, and takes that back. */
  private static Set<String> undo(Partition partition, Duration timeout, Runnable before) {
    ScriptCommand lock = partition.commands().of(Commands.lock("ann", timeout, new SeatId("any", "B", "1")));
    Reply granted = partition.call(lock);
    before.run();
    return Set.of(partition.call(Objects.requireNonNull(lock.compensation()).apply(granted)).word());
  }

  private static Map<String, Set<String>> described(Function<LuaHeader, Set<String>> part) {
    return LuaHeader.operations().stream().collect(Collectors.toMap(LuaHeader::operation, part));
  }
}
