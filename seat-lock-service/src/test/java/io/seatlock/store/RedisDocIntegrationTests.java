package io.seatlock.store;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.seat.Commands;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.Seats;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.plan.TestPlans;
import io.seatlock.store.script.IdentityOperations;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/redis.md shows is what an operator sees. */
@SharedRedis
@OnSingleRedis("the page shows the plain names of a single partition")
class RedisDocIntegrationTests {

  private static final SeatId A12 = new SeatId("1", "A", "12");

  private static final SeatId A13 = new SeatId("1", "A", "13");

  private static final SeatId A14 = new SeatId("1", "A", "14");

  private static final Duration TWO_MINUTES = Duration.ofSeconds(120);

  private final TestRedis redis = TestRedis.emptied();

  private final Partitions partitions = redis.partitions(new LockLimits(null, null, null, null, 0));

  @Test
  void shownOutputsAreReal() {
    tellTheStory();

    assertThat(RedisDoc.shown()).hasSizeGreaterThan(10).allSatisfy(shown -> {
      List<String> output = output(shown.command());
      assertThat(output.stream().map(RedisDocIntegrationTests::withoutChance)).as("%s", shown.command())
          .isEqualTo(shown.output().stream().map(RedisDocIntegrationTests::withoutChance).toList());
    });
  }

  /** As in the document: a seat is locked, one is sold, one was given back. */
  private void tellTheStory() {
    Seats seats = new RedisSeats(partitions, new SimpleMeterRegistry());
    seats.perform(Commands.lock("u123", TWO_MINUTES, A12));
    seats.perform(Commands.lock("u456", TWO_MINUTES, A13));
    seats.perform(new SeatCommand.Finalize(group(A13), by("u456"), null));
    seats.perform(Commands.lock("u789", TWO_MINUTES, A14));
    seats.perform(Commands.unlock(by("u789"), A14));
    new Outbox(partitions.of("1"), redis.connections()).lease(UUID.randomUUID().toString(), Duration.ofSeconds(3),
        false);
    TestPlans.put(TestPlans.of(partitions), "1", A12, A13, A14);
    new IdentityOperations(partitions.of("1")).create("1795348800123-5d41402a", 1, "LwiIui6iS3iI2RQS9x3C-Q");
    redis.commands().hset("seat-identity", "beat", "42");
  }

  private List<String> output(List<String> command) {
    CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8)
        .addValues(command.subList(1, command.size()));
    List<Object> reply = redis.commands().dispatch(CommandType.valueOf(command.getFirst()),
        new NestedMultiOutput<>(StringCodec.UTF8), args);
    return reply.stream().flatMap(RedisDocIntegrationTests::flat).toList();
  }

  private static Stream<String> flat(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().flatMap(RedisDocIntegrationTests::flat);
      case Double score -> Stream.of(String.format(Locale.ROOT, "%.0f", score));
      default -> Stream.of(String.valueOf(value));
    };
  }

  /** Times, versions and random ids differ each time; only their form is compared. */
  private static String withoutChance(String line) {
    return line.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z", "<time>")
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>")
        .replaceAll("[0-9a-f]{32}", "<lockId>").replaceAll("\\b\\d{16}\\b", "<version>")
        .replaceAll("\\b\\d{13}-\\d+\\b", "<id>").replaceAll("\\b\\d{13}\\b", "<ms>")
        .replaceAll("^(11\\d|120|[23])\\d{3}$", "<ms left>");
  }
}
