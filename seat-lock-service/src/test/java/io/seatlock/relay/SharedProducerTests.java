package io.seatlock.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.OutboxEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

class SharedProducerTests {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Producers producers = new Producers();

  private final SharedProducer shared = new SharedProducer(new KafkaTemplate<>(producers),
      new WireFormat("/test", EventTopics.CONTRACT));

  private final CountDownLatch reading = new CountDownLatch(1);

  private final CountDownLatch read = new CountDownLatch(1);

  @Test
  void eventsThatAreHandedOverTogetherGoToOneProducer() throws Exception {
    Thread sending = Thread.ofVirtual().start(() -> shared.send(List.of(event(1), slowEvent(2))));
    assertThat(reading.await(5, TimeUnit.SECONDS)).isTrue();
    Thread replacing = Thread.ofVirtual().start(shared::replace);
    // The other one's whole chance to come in between.
    Thread.sleep(200);
    read.countDown();
    assertThat(sending.join(PATIENCE) && replacing.join(PATIENCE)).isTrue();
    shared.send(List.of(event(3)));

    assertThat(producers.all).extracting(each -> each.history().size()).containsExactly(2, 1);
  }

  private static OutboxEntry event(int number) {
    return new OutboxEntry(number + "-0", fields());
  }

  private static Map<String, String> fields() {
    return new HashMap<>(Map.of("kind", "unlocked", "seat", "hall:A:1", "userId", "ann", "at", "1", "version", "1",
        "reason", "manual"));
  }

  /** Its fields can't be read before the test says so. */
  private OutboxEntry slowEvent(int number) {
    Map<String, String> slow = new HashMap<>(fields()) {

      @Override
      public String get(Object name) {
        reading.countDown();
        try {
          assertThat(read.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        return Objects.requireNonNull(super.get(name));
      }
    };
    return new OutboxEntry(number + "-0", slow);
  }

  /** One producer until it is replaced, as Spring's own factory. */
  private static final class Producers implements ProducerFactory<byte[], byte[]> {

    private final List<MockProducer<byte[], byte[]>> all = new CopyOnWriteArrayList<>();

    private boolean fresh = true;

    @Override
    public synchronized Producer<byte[], byte[]> createProducer() {
      if (fresh) {
        all.add(new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {

          @Override
          public void close(Duration timeout) {
            // A template closes what it borrowed; the factory keeps it.
          }
        });
        fresh = false;
      }
      return all.getLast();
    }

    @Override
    public synchronized void reset() {
      fresh = true;
    }
  }
}
