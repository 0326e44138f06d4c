package io.seatlock.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.live.feed.FeedState;
import io.seatlock.live.picture.Sources;
import io.seatlock.plan.Plans;
import io.seatlock.seat.Seats;
import io.seatlock.seat.TakenSeats;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Defines the beans of the live streams. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class LiveConfiguration {

  private static final Duration CLEANING_INTERVAL = Duration.ofSeconds(5);

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
    LiveMeters counts = new LiveMeters(meters);
    Sources sources = new Sources(plans, taken, seats, feed, counts::corrected);
    return new LiveVenues(venue -> new LiveVenue(venue, sources, counts, new FrameTimer(settings)), feed, meters,
        CLEANING_INTERVAL);
  }
}
