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
 * Reads the events of all seats from Kafka while somebody watches, and tells them to the watched venues. A key and a
 * header say all that is needed, so no value is parsed.
 */
final class Feed extends BackgroundLoops {

  private static final Logger log = LoggerFactory.getLogger(Feed.class);

  private static final Duration WHILE_NOBODY_WATCHES = Duration.ofSeconds(1);

  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  private final Map<String, Status> states;

  private final Supplier<FeedSession> sessions;

  private final FeedState state;

  private final Watched watched;

  private volatile @Nullable FeedSession session;

  private boolean failing;

  /** @param states what the events of a topic make of a seat */
  Feed(Map<String, Status> states, Supplier<FeedSession> sessions, FeedState state, Watched watched) {
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
      state.rests();
      return WHILE_NOBODY_WATCHES;
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
      return AFTER_FAILURE;
    } catch (KafkaException lost) {
      isAway(lost);
      closeSession();
    }
    return AFTER_FAILURE;
  }

  private void isLive() {
    if (failing) {
      log.info("Live streams get events from Kafka again");
      failing = false;
    }
    state.live();
    watched.refresh();
  }

  private void isAway(KafkaException reason) {
    state.away();
    if (!failing) {
      log.warn("Live streams get no events from Kafka. They say so, and show what Redis says about once a second: {}",
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
