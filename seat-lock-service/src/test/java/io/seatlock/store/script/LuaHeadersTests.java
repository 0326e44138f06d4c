package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.Commands;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Request;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.store.expiry.IdleSeats;
import io.seatlock.store.expiry.Sweep;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.OutboxEntry;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** What the Lua files say about themselves is true of what Java sends them. */
class LuaHeadersTests {

  private static final Request REQUEST = new Request("id", Instant.EPOCH, "{}", null);

  private final ScriptCommands commands = new ScriptCommands(new Keys(0, 1), new LockLimits(null, null, null, null, 0));

  static List<String> files() {
    return Script.FILES;
  }

  static List<LuaHeader> operations() {
    return LuaHeader.operations();
  }

  @Test
  void everyFileIsPartOfTheScript() throws IOException {
    File[] files = Objects.requireNonNull(new ClassPathResource("lua").getFile().listFiles());

    assertThat(Stream.of(files).map(File::getName)).containsExactlyInAnyOrderElementsOf(
        Script.FILES.stream().map(name -> name + ".lua").toList());
  }

  @ParameterizedTest
  @MethodSource("files")
  void fileBeginsWithItsName(String file) {
    assertThat(LuaHeader.nameIn(LuaHeader.text(file))).isEqualTo(file);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void fileDefinesTheOperationOfItsName(LuaHeader header) {
    assertThat(LuaHeader.text(header.operation())).containsOnlyOnce("operations['")
        .contains("operations['" + header.operation() + "'] = function()");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void headerHasAllItsParts(LuaHeader header) {
    assertThat(List.of(header.keys(), header.args(), header.reply(), header.event())).doesNotContain("");
    assertThat(header.replyWords()).isNotEmpty();
    assertThat(header.eventKinds().isEmpty()).isEqualTo(header.event().equals("none"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50})
  void commandHasTheKeysAndArgumentsThatTheHeaderTells(int seats) {
    List<SeatId> ids = IntStream.range(0, seats).mapToObj(i -> Commands.seat("A", i)).toList();
    for (SeatCommand command : commands(new SeatGroup(ids, true))) {
      assertFits(commands.of(command), command instanceof SeatCommand.Expire ? 1 : seats, isRecord(command));
    }
  }

  private static boolean isRecord(SeatCommand command) {
    return switch (command) {
      case SeatCommand.Lock lock -> lock.request() != null;
      case SeatCommand.Finalize sale -> sale.request() != null;
      case SeatCommand.Reject _ -> true;
      default -> false;
    };
  }

  private static List<SeatCommand> commands(SeatGroup group) {
    return List.of(
        new SeatCommand.Lock(group, "ann", Duration.ofSeconds(1), "lock", null),
        new SeatCommand.Lock(group, "ann", Duration.ofSeconds(1), "lock", REQUEST),
        new SeatCommand.LockBest(group.venueId(), List.of(group, group), "ann", Duration.ofSeconds(1), "lock", "r1"),
        new SeatCommand.Unlock(group, Commands.by("ann")),
        new SeatCommand.Extend(group, Commands.by("ann"), Duration.ofSeconds(1)),
        new SeatCommand.Finalize(group, Commands.with("lock"), null),
        new SeatCommand.Finalize(group, Commands.with("lock"), REQUEST),
        new SeatCommand.Release(group, Commands.by("ann")),
        new SeatCommand.Expire(group.seats().getFirst()),
        new SeatCommand.Look(group),
        new SeatCommand.Reject(SeatCommand.Reject.Asked.LOCK, "key", REQUEST, new InvalidRequest("row", "is wrong")));
  }

  @Test
  void soHaveTheCallsOfSweepAndRelay() {
    Map<String, Consumer<Partition>> calls = Map.of(
        "taken", partition -> new ReadOperations(partition).taken("hall", null, 10),
        "basket", partition -> new ReadOperations(partition).basket("ann", "hall", 10),
        "due", partition -> new Sweep(new Partitions(List.of(partition)), Duration.ofMillis(100)).runOnce(partition),
        "lease", partition -> outbox(partition).lease("me", Duration.ofSeconds(5), false),
        "waits", partition -> outbox(partition).isReplicated(OutboxEntry.read("1-1", Map.of())),
        "confirm", partition -> outbox(partition).confirm(List.of(OutboxEntry.read("1-1", Map.of()))),
        "deadletter", partition -> outbox(partition).moveToDeadLetters(OutboxEntry.read("1-1", Map.of()), "why"),
        "backlog", partition -> outbox(partition).backlog(),
        "forget", partition -> new IdleSeats(new Partitions(List.of(partition)), Duration.ofHours(1),
            new SimpleMeterRegistry()).runOnce(partition));
    calls.forEach((operation, call) -> {
      ScriptCommand command = sentBy(call);
      assertThat(command.operation()).isEqualTo(operation);
      assertFits(command, 0, false);
    });
  }

  @Test
  void soHaveTheCallsOfPlans() throws DraftOvertaken {
    FakeScript script = new FakeScript();
    script.answerAlways(command -> switch (command.operation()) {
      case "draft" -> FakeScript.reply("DRAFT", 0L);
      case "misfits" -> FakeScript.reply("MISFITS", 0L, "server", "0");
      case "plan" -> FakeScript.reply("PLAN", 0L, "");
      case "document", "occupancy" -> FakeScript.reply("ANY", 0L, command.operation().equals("document") ? 0L : "", "");
      default -> FakeScript.reply("ANY", 0L, 0L);
    });
    Partition partition = FakeScript.partition(0, 1, script);
    DraftOperations draft = new DraftOperations(partition, "hall", "etag.1", Duration.ofSeconds(1));
    draft.begin("etag");
    draft.attach(0, "piece");
    draft.fill(0, List.of("A_1", "A_2"));
    draft.seal();
    draft.misfits(null, 10);
    draft.publish(2, 1);
    draft.discard();
    PlanOperations plans = new PlanOperations(partition);
    plans.generation("hall");
    plans.document("hall", "etag.1", 0);
    plans.occupancy("hall");
    plans.discard("hall");

    List<ScriptCommand> sent = script.sent.stream().map(call -> call.commands().getFirst()).toList();
    assertThat(sent).extracting(ScriptCommand::operation).containsExactly("draft", "attach", "fill", "seal", "misfits",
        "publish", "discard", "plan", "document", "occupancy", "discard");
    sent.forEach(command -> assertFits(command, 0, false));
  }

  private static ScriptCommand sentBy(Consumer<Partition> call) {
    FakeScript script = new FakeScript();
    script.answerAlways(command -> switch (command.operation()) {
      case "backlog" -> FakeScript.reply("BACKLOG", 0L, 0L, 0L, 0L, "");
      case "basket" -> FakeScript.reply("BASKET", 0L);
      case "taken" -> FakeScript.reply("TAKEN", 0L, "", "0");
      case "forget" -> FakeScript.reply("FORGOTTEN", 0L, 0L, "", "0");
      default -> FakeScript.reply("ANY", 0L, 0L);
    });
    call.accept(FakeScript.partition(0, 1, script));
    return script.sent.getFirst().commands().getFirst();
  }

  private static Outbox outbox(Partition partition) {
    return new Outbox(partition, new LettuceConnectionFactory());
  }

  private static void assertFits(ScriptCommand command, int seats, boolean asRecord) {
    LuaHeader header = LuaHeader.of(command.operation());
    assertThat(command.keys()).as(command.operation()).hasSize(header.keyCount(seats));
    assertThat(command.args()).as(command.operation()).hasSize(header.argCount(seats, asRecord));
  }
}
