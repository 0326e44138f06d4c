package io.seatlock.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.relay.format.EventTopics;
import io.seatlock.relay.format.WireFormat;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.script.FakeScript;
import io.seatlock.store.script.GroupCommit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.kafka.core.KafkaTemplate;

class RelaysTests {

  private static final int PARTITIONS = 64;

  private final AtomicInteger arrived = new AtomicInteger();

  private final CompletableFuture<List<Object>> allHaveArrived = new CompletableFuture<>();

  private final SharedProducer producer = new SharedProducer(new KafkaTemplate<byte[], byte[]>(
      () -> new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer())));

  /** Answers nobody before all have asked. */
  private CompletableFuture<List<Object>> answerAllTogether() {
    if (arrived.incrementAndGet() == PARTITIONS) {
      allHaveArrived.complete(List.of(FakeScript.reply("LEASE", 0L, 0L)));
    }
    return allHaveArrived;
  }

  private Relay relay(int number) {
    GroupCommit.Call script = (_, _, _) -> answerAllTogether();
    Outbox outbox = new Outbox(FakeScript.partition(number, PARTITIONS, script), new LettuceConnectionFactory());
    return new Relay(outbox, producer, new WireFormat("/test", EventTopics.CONTRACT),
        new RelayMeters(new SimpleMeterRegistry()), new BlockedTopics(),
        new Lease(outbox, "me", Duration.ofSeconds(3)));
  }

  /** One after the other, the first would wait for an answer that only the last one brings. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void leasesOfAllPartitionsAreHandedBackAtOnce() {
    new Relays(IntStream.range(0, PARTITIONS).mapToObj(this::relay).toList()).stop();

    assertThat(arrived).hasValue(PARTITIONS);
  }
}
