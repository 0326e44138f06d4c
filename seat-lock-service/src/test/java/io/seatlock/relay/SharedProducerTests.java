package io.seatlock.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.relay.format.OutgoingEvent;
import io.seatlock.seat.SeatId;
import io.seatlock.store.outbox.OutboxEntry;
import io.seatlock.store.outbox.OutboxEvent;
import java.lang.Thread.State;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.SendResult;

class SharedProducerTests {

  private static final int SLOW = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Producers producers = new Producers();

  private final SharedProducer shared = new SharedProducer(new SlowTemplate());

  private final CountDownLatch handingOver = new CountDownLatch(1);

  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void eventsThatAreHandedOverTogetherGoToOneProducer() throws Exception {
    Thread sending = Thread.ofVirtual().start(() -> shared.send(List.of(event(1), event(SLOW))));
    assertThat(handingOver.await(5, TimeUnit.SECONDS)).isTrue();
    Thread replacing = Thread.ofVirtual().start(shared::replace);
    await().until(() -> EnumSet.of(State.WAITING, State.TERMINATED).contains(replacing.getState()));
    assertThat(replacing.getState()).as("it waits until all events are handed over").isEqualTo(State.WAITING);
    goOn.countDown();
    assertThat(sending.join(PATIENCE) && replacing.join(PATIENCE)).isTrue();
    shared.send(List.of(event(3)));

    assertThat(producers.all).extracting(each -> each.history().size()).containsExactly(2, 1);
  }

  private static final OutboxEvent SOLD = new OutboxEvent.Finalized(new SeatId("hall", "A", "1"), "ann", Instant.EPOCH,
      1);

  private static OutgoingEvent event(int number) {
    return new OutgoingEvent(OutboxEntry.read(number + "-0", Map.of()), SOLD,
        new ProducerRecord<>("topic", new byte[0], new byte[number]));
  }

  /** One of its events is not handed over before the test says so. */
  private final class SlowTemplate extends KafkaTemplate<byte[], byte[]> {

    SlowTemplate() {
      super(producers);
    }

    @Override
    public CompletableFuture<SendResult<byte[], byte[]>> send(ProducerRecord<byte[], byte[]> record) {
      if (record.value().length == SLOW) {
        handingOver.countDown();
        try {
          assertThat(goOn.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return super.send(record);
    }
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
