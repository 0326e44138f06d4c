package io.seatlock.live.feed;

import io.seatlock.relay.format.EventTopics;
import io.seatlock.seat.SeatState.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/** Defines the beans that feed events to the live streams. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class FeedConfiguration {

  @Bean
  FeedState feedState() {
    return new FeedState(System::nanoTime);
  }

  @Bean
  Feed liveFeed(EventTopics topics, ConsumerFactory<byte[], byte[]> consumers, FeedState state,
      WatchedVenues watched) {
    Map<String, Status> states = Map.of(topics.locked(), Status.LOCKED, topics.unlocked(), Status.AVAILABLE,
        topics.finalized(), Status.FINALIZED);
    Map<String, Object> settings = new HashMap<>(consumers.getConfigurationProperties());
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.putAll(Map.of(ConsumerConfig.CLIENT_ID_CONFIG, "seat-lock-live", //
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none", //
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false));
    return new Feed(states, () -> new FeedSession(
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        List.copyOf(states.keySet()), System::nanoTime), state, watched);
  }
}
