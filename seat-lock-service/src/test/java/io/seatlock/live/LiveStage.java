package io.seatlock.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.limits.ClientAddresses;
import io.seatlock.live.feed.FeedState;
import io.seatlock.live.feed.SeatChange;
import io.seatlock.live.picture.FakeHouse;
import io.seatlock.live.picture.Sources;
import io.seatlock.seat.SeatState.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The streams of a house in memory, by a real server; events are told by hand. */
final class LiveStage implements AutoCloseable {

  static final String VENUE = "hall";

  /** Long enough to look at a venue before it is closed, on a slow machine, too. */
  private static final Duration CLEANING_INTERVAL = Duration.ofSeconds(12);

  final FakeHouse house;

  final FeedState feed = new FeedState(System::nanoTime);

  final LiveVenues venues;

  final StreamLimits limits;

  private final MeterRegistry meters = new SimpleMeterRegistry();

  private final ConfigurableApplicationContext context;

  LiveStage(int seats, LiveSettings settings) {
    house = new FakeHouse(VENUE, seats);
    feed.live();
    LiveMeters counts = new LiveMeters(meters);
    Sources sources = new Sources(house, house, house, feed, counts::corrected);
    venues = new LiveVenues(venue -> new LiveVenue(venue, sources, counts, new FrameTimer(settings)), feed, meters,
        CLEANING_INTERVAL);
    limits = new StreamLimits(settings, Long.MAX_VALUE);
    context = new SpringApplicationBuilder(Server.class).initializers(app -> {
      var beans = app.getBeanFactory();
      beans.registerSingleton("house", house);
      beans.registerSingleton("venues", venues);
      beans.registerSingleton("settings", settings);
      beans.registerSingleton("limits", limits);
    }).logStartupInfo(false).run("--server.port=0", "--spring.threads.virtual.enabled=true",
        "--spring.main.banner-mode=off",
        // The server itself ends a stream or a stop so late that a test can tell who did.
        "--server.tomcat.connection-timeout=60s", "--spring.lifecycle.timeout-per-shutdown-phase=60s");
  }

  static LiveSettings settings() {
    return new LiveSettings(10_000, 1000, Duration.ofMillis(20), Duration.ofMillis(500), Duration.ofSeconds(60));
  }

  /** Without an annotation of its own, so that no other test's scan finds it. */
  @ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
      WebMvcAutoConfiguration.class, JacksonAutoConfiguration.class})
  @Import(StreamController.class)
  static class Server {

    @Bean
    ClientAddresses addresses() {
      return new ClientAddresses(List.of());
    }
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  Window window(String query, String... headers) {
    return Window.open(port(), VENUE, query, house.names(), headers);
  }

  /** Changes a seat, and tells of it as Kafka would. */
  void change(int index, Status status) {
    add(house.change(index, status));
  }

  void add(SeatChange change) {
    LiveVenue venue = venues.find(VENUE);
    if (venue != null) {
      venue.add(change);
    }
  }

  /** As the service counts them. */
  int openStreams() {
    return limits.open();
  }

  double watchedVenues() {
    return Objects.requireNonNull(meters.find("seat.lock.live.venues").gauge()).value();
  }

  double count(String meter) {
    return Objects.requireNonNull(meters.find(meter).counter()).count();
  }

  @Override
  public void close() {
    context.close();
    venues.stop();
  }
}
