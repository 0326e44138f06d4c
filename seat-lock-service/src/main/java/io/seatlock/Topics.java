package io.seatlock;

import io.seatlock.intake.RequestTopics;
import io.seatlock.relay.EventTopics;
import io.seatlock.store.Background;
import io.seatlock.store.Loop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Creates the topics that are missing, then opens the Kafka door. Kafka may be away at the start: REST
 * works meanwhile, and the door opens as soon as Kafka is there.
 */
@Component
class Topics extends Background {

  private static final CreateTopicsOptions PATIENCE = new CreateTopicsOptions().timeoutMs(5000);

  /**
   * A dead letter is the record and the reason. If the topic took no more bytes than the one that the
   * record comes from (1 MB), the largest could not be put aside and would hold up all behind it.
   */
  private static final Map<String, String> ROOM_FOR_HEADERS = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "8388608");

  private static final Duration FOREVER = Duration.ofDays(365);

  private final SeatLockSettings.TopicSettings settings;

  private final KafkaAdmin admin;

  private final KafkaListenerEndpointRegistry doors;

  Topics(SeatLockSettings settings, KafkaAdmin admin, KafkaListenerEndpointRegistry doors) {
    super(DEFAULT_PHASE);
    this.settings = settings.topics();
    this.admin = admin;
    this.doors = doors;
  }

  private Duration openDoors() throws Exception {
    if (settings.create()) {
      createMissing();
    }
    doors.getListenerContainers().forEach(container -> container.start());
    return FOREVER;
  }

  /** A topic that is there stays as it is: more partitions would break the order of its keys. */
  private void createMissing() throws Exception {
    try (Admin client = Admin.create(admin.getConfigurationProperties())) {
      for (KafkaFuture<Void> created : client.createTopics(topics(), PATIENCE).values().values()) {
        awaitCreated(created);
      }
    }
  }

  private static void awaitCreated(KafkaFuture<Void> created) throws ExecutionException, InterruptedException {
    try {
      created.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private List<NewTopic> topics() {
    return Stream.concat(RequestTopics.ALL.stream(), EventTopics.ALL.stream())
        .map(this::topic).toList();
  }

  private NewTopic topic(String name) {
    NewTopic topic = new NewTopic(name, settings.partitions(), settings.replicationFactor());
    return RequestTopics.DEAD_LETTERS.contains(name) ? topic.configs(ROOM_FOR_HEADERS) : topic;
  }

  @Override
  protected List<Loop> startLoops() {
    return List.of(Loop.start("kafka-topics", this::openDoors));
  }
}
