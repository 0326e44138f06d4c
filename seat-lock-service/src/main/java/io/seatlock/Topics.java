package io.seatlock;

import io.seatlock.intake.RequestTopics;
import io.seatlock.relay.EventTopics;
import io.seatlock.store.Loop;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Creates the topics that are missing, then opens the Kafka door. Kafka may be away at the start: REST
 * works meanwhile, and the door opens as soon as Kafka is there.
 */
@Component
class Topics implements SmartLifecycle {

  private static final Duration FOREVER = Duration.ofDays(365);

  private final SeatLockSettings.TopicSettings settings;

  private final KafkaAdmin admin;

  private final KafkaListenerEndpointRegistry doors;

  private @Nullable Loop loop;

  Topics(SeatLockSettings settings, KafkaAdmin admin, KafkaListenerEndpointRegistry doors) {
    this.settings = settings.topics();
    this.admin = admin;
    this.doors = doors;
    // Boot's own attempt would hold up the start for as long as Kafka is away.
    admin.setAutoCreate(false);
  }

  private Duration openDoors() {
    if (settings.create()) {
      admin.createOrModifyTopics(topics());
    }
    doors.getListenerContainers().forEach(container -> container.start());
    return FOREVER;
  }

  private NewTopic[] topics() {
    return Stream.concat(RequestTopics.ALL.stream(), EventTopics.ALL.stream())
        .map(name -> TopicBuilder.name(name).partitions(settings.partitions()).replicas(settings.replicationFactor()).build())
        .toArray(NewTopic[]::new);
  }

  @Override
  public synchronized void start() {
    loop = Loop.start("kafka-topics", this::openDoors);
  }

  @Override
  public synchronized void stop() {
    if (loop != null) {
      loop.close();
      loop = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return loop != null;
  }
}
