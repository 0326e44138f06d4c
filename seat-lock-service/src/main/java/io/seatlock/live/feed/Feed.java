package io.seatlock.live.feed;

import io.seatlock.kafka.RootCause;
import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import io.seatlock.seat.SeatState.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the events of all seats from Kafka while there are open streams, and passes them to the venues with streams.
 * The record's key, topic and version header contain all that is needed, so no value is parsed.
 */
final class Feed extends BackgroundLoops {

  private static final Logger log = LoggerFactory.getLogger(Feed.class);

  private static final Duration IDLE_INTERVAL = Duration.ofSeconds(1);

  private static final Duration RETRY_INTERVAL = Duration.ofMillis(500);

  private final Map<String, Status> states;

  private final Supplier<FeedSession> sessions;

  private final FeedState state;

  private final WatchedVenues watched;

  private volatile @Nullable FeedSession session;

  private boolean failing;

  /** @param states the status of a seat after an event, by topic */
  Feed(Map<String, Status> states, Supplier<FeedSession> sessions, FeedState state, WatchedVenues watched) {
    super(DEFAULT_PHASE);
    this.states = Map.copyOf(states);
    this.sessions = sessions;
    this.state = state;
    this.watched = watched;
  }

  @Override
  protected List<Loop> startLoops() {
    Loop loop = Loop.start("live-feed", this::step);
    state.whenWanted(loop::nudge);
    return List.of(loop);
  }

  private Duration step() {
    if (watched.isEmpty()) {
      closeSession();
      state.idle();
      return IDLE_INTERVAL;
    }
    try {
      FeedSession current = session;
      if (current == null) {
        current = sessions.get();
        session = current;
      }
      if (!state.isLive()) {
        current.checkContact();
        isLive();
      }
      current.poll().forEach(this::add);
      current.checkContact();
      return Duration.ZERO;
    } catch (TimeoutException away) {
      isAway(away);
    } catch (WakeupException stopping) {
      return RETRY_INTERVAL;
    } catch (KafkaException lost) {
      isAway(lost);
      closeSession();
    }
    return RETRY_INTERVAL;
  }

  private void isLive() {
    if (failing) {
      log.info("Live streams receive events from Kafka again");
      failing = false;
    }
    state.live();
    watched.refresh();
  }

  private void isAway(KafkaException reason) {
    state.away();
    if (!failing) {
      log.warn("Live streams receive no events from Kafka. They are marked as stale and are updated from Redis "
          + "about once a second: {}",
          RootCause.of(reason));
      failing = true;
    }
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    Status status = states.get(record.topic());
    SeatEvent event = status == null ? null : SeatEvent.of(record, status);
    if (event != null) {
      watched.add(event.venueId(), event.change());
    }
  }

  private void closeSession() {
    FeedSession current = session;
    if (current != null) {
      session = null;
      current.close();
    }
  }

  @Override
  public synchronized void stop() {
    FeedSession current = session;
    if (current != null) {
      current.wakeUp();
    }
    super.stop();
  }

  @Override
  protected void cleanUp() {
    closeSession();
  }
}
