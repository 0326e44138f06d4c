package io.seatlock.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.plan.Plans;
import io.seatlock.relay.format.EventTopics;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.Seats;
import io.seatlock.seat.TakenSeats;
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

/** The live streams. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class LiveConfiguration {

  @Bean
  FeedState feedState() {
    return new FeedState(System::nanoTime);
  }

  @Bean
  StreamLimits streamLimits(LiveSettings settings, MeterRegistry meters) {
    StreamLimits limits = new StreamLimits(settings, Runtime.getRuntime().maxMemory());
    Gauge.builder("seat.lock.live.streams", limits, StreamLimits::open).description("Open live streams")
        .register(meters);
    Gauge.builder("seat.lock.live.streams.most", limits, StreamLimits::most)
        .description("Live streams that may be open at once").register(meters);
    return limits;
  }

  @Bean
  LiveVenues liveVenues(Plans plans, TakenSeats taken, Seats seats, FeedState feed, LiveSettings settings,
      MeterRegistry meters) {
    Sources sources = new Sources(plans, taken, seats, feed, new LiveMeters(meters));
    return new LiveVenues(venue -> new LiveVenue(venue, sources, new FrameTimer(settings)), feed, meters);
  }

  @Bean
  Feed liveFeed(EventTopics topics, ConsumerFactory<byte[], byte[]> consumers, FeedState state, LiveVenues venues) {
    Map<String, Status> states = Map.of(topics.locked(), Status.LOCKED, topics.unlocked(), Status.AVAILABLE,
        topics.finalized(), Status.FINALIZED);
    Map<String, Object> settings = new HashMap<>(consumers.getConfigurationProperties());
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.putAll(Map.of(ConsumerConfig.CLIENT_ID_CONFIG, "seat-lock-live", //
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none", //
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false));
    return new Feed(states, () -> new FeedSession(
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        List.copyOf(states.keySet()), System::nanoTime), state, venues);
  }
}
