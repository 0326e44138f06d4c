package io.seatlock.relay;

import static io.seatlock.seat.Commands.by;
import static io.seatlock.seat.Commands.lock;
import static io.seatlock.seat.Commands.seat;
import static io.seatlock.seat.Commands.unlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisCommandTimeoutException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.relay.format.EventTopics;
import io.seatlock.relay.format.WireFormat;
import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Seats;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.script.GroupCommit;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import io.seatlock.store.script.ScriptArguments;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** A relay on a real Redis, with answers of Kafka that the test gives. */
@SharedRedis
class RelayIntegrationTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final TestRedis redis = TestRedis.emptied();

  private final AtomicBoolean nextRemovalFails = new AtomicBoolean();

  private final List<String> sent = new CopyOnWriteArrayList<>();

  private final Partitions partitions = partitions();

  private final Seats seats = TestRedis.seats(partitions);

  private final Relay relay = relay(partitions.all().getFirst());

  private Partitions partitions() {
    Script script = new Script(redis.connections(), Script.source());
    GroupCommit.Call call = (keys, args, replicated) -> ScriptArguments.operations(args).contains("confirm")
        && nextRemovalFails.getAndSet(false)
            ? CompletableFuture.failedFuture(new RedisCommandTimeoutException("too slow"))
            : script.send(keys, args, replicated);
    return Partitions.of(1, _ -> call, new RedisTimeouts(Duration.ofSeconds(5)),
        new LockLimits(null, null, null, null, 0), new SimpleMeterRegistry());
  }

  private Relay relay(Partition partition) {
    Outbox outbox = new Outbox(partition, redis.connections());
    return new Relay(outbox, new SharedProducer(new WithoutRightForLocked()),
        new WireFormat("/test", EventTopics.CONTRACT), new RelayMeters(new SimpleMeterRegistry()), new BlockedTopics(),
        new Lease(outbox, "me", Duration.ofSeconds(3)));
  }

  @AfterEach
  void handBack() {
    relay.handBack();
  }

  private long waiting() {
    return redis.commands().xlen("seat-outbox");
  }

  /** The position is behind an event of the blocked topic by then, and nothing before it would be read again. */
  @Test
  void acknowledgedEventsThatCouldNotBeRemovedAreReadAgainAlsoWhileATopicIsBlocked() {
    seats.perform(lock("ann", LONG, seat("A", 1)));
    seats.perform(unlock(by("ann"), seat("A", 1)));
    seats.perform(lock("ann", LONG, seat("A", 2)));
    nextRemovalFails.set(true);
    await().until(this::isNotRemoved);
    assertThat(waiting()).isEqualTo(3);

    await().until(() -> {
      relay.runOnce();
      return waiting() == 2;
    });
    assertThat(sent).containsOnly("seat.unlocked hall:A:1").hasSizeGreaterThan(1);
  }

  /** Whether the removal failed in this round. Before that Kafka has to answer about its topics, and refuse one. */
  private boolean isNotRemoved() throws InterruptedException {
    try {
      relay.runOnce();
      return false;
    } catch (SeatsUnavailable failed) {
      return true;
    }
  }

  /** Accepts all events but those of one topic. */
  private final class WithoutRightForLocked extends KafkaTemplate<byte[], byte[]> {

    WithoutRightForLocked() {
      super(() -> new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
      return List.of();
    }

    @Override
    public CompletableFuture<SendResult<byte[], byte[]>> send(ProducerRecord<byte[], byte[]> record) {
      if (record.topic().equals("seat.locked")) {
        return CompletableFuture.failedFuture(new TopicAuthorizationException("no"));
      }
      sent.add(record.topic() + " " + new String(record.key(), StandardCharsets.UTF_8));
      return CompletableFuture.completedFuture(null);
    }
  }
}
