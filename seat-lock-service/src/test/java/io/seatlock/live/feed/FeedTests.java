package io.seatlock.live.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.seat.SeatState.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of the records of Kafka. */
class FeedTests {

  private static final TopicPartition LOCKED = new TopicPartition("seat.locked", 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");

  private final AtomicInteger sessions = new AtomicInteger();

  private final List<String> told = new CopyOnWriteArrayList<>();

  private final FeedState state = new FeedState(System::nanoTime);

  private final Feed feed = new Feed(Map.of(LOCKED.topic(), Status.LOCKED), this::open, state, new WatchedVenues() {

    @Override
    public boolean isEmpty() {
      return false;
    }

    @Override
    public void add(String venueId, SeatChange change) {
      told.add(venueId + " " + change.row() + "-" + change.seat() + " " + change.status() + " " + change.version());
    }

    @Override
    public void refresh() {}
  });

  private long offset;

  private FeedSession open() {
    sessions.incrementAndGet();
    return new FeedSession(consumer, List.of(LOCKED.topic()), System::nanoTime);
  }

  @BeforeEach
  void start() {
    Node node = new Node(0, "localhost", 1);
    consumer.updatePartitions(LOCKED.topic(),
        List.of(new PartitionInfo(LOCKED.topic(), 0, node, new Node[0], new Node[0])));
    consumer.updateEndOffsets(Map.of(LOCKED, 0L));
    feed.start();
    await().until(state::isLive);
  }

  @AfterEach
  void stop() {
    feed.stop();
  }

  private ConsumerRecord<byte[], byte[]> event(@Nullable String key, @Nullable String version) {
    ConsumerRecord<byte[], byte[]> event = new ConsumerRecord<>(LOCKED.topic(), 0, offset++, bytes(key), new byte[0]);
    if (version != null) {
      event.headers().add("ce_seatversion", bytes(version));
    }
    return event;
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /** In one poll. */
  private void arrive(List<ConsumerRecord<byte[], byte[]>> events) {
    consumer.schedulePollTask(() -> events.forEach(consumer::addRecord));
  }

  @Test
  void keyAndHeaderSayWhatHasChanged() {
    arrive(List.of(event("hall:A:7", "1764000000000000"), event("hall:A~1:7b", "1764000000000001")));

    await().untilAsserted(() -> assertThat(told).containsExactly("hall A-7 LOCKED 1764000000000000",
        "hall A~1-7b LOCKED 1764000000000001"));
  }

  @ParameterizedTest
  @CsvSource({"hall:A:1,x", "hall:A:1,''", "hall:A:1,", "hall:A:1,1e3", "hall:A:1,-5", "hall:A:1,0",
      "hall:A:1,9223372036854775807", "hall:A:1,99999999999999999999", ",5", "'',5", "hall,5", "hall:A,5",
      "hall:A:1:2,5"})
  void foreignRecordHarmsOnlyItself(@Nullable String key, @Nullable String version) {
    arrive(List.of(event("hall:A:7", "5"), event(key, version), event("hall:A:8", "6")));

    await().untilAsserted(() -> assertThat(told).containsExactly("hall A-7 LOCKED 5", "hall A-8 LOCKED 6"));
    assertThat(sessions).hasValue(1);
    assertThat(state.isLive()).isTrue();
  }
}
