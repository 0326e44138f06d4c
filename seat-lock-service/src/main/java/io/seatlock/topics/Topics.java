package io.seatlock.topics;

import io.seatlock.kafka.LazyAdmin;
import io.seatlock.kafka.RootCause;
import io.seatlock.loop.BackgroundLoops;
import io.seatlock.loop.Loop;
import io.seatlock.relay.format.EventTopics;
import io.seatlock.relay.identity.StoreTopic;
import io.seatlock.requests.RequestReaders;
import io.seatlock.requests.format.RequestTopics;
import io.seatlock.settings.SeatLockSettings;
import io.seatlock.store.identity.StoreIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Checks which topics exist, creates those that are missing, and then starts the consumers. If Kafka is unavailable at
 * the start, REST works meanwhile. Topics that exist are used, even if others can't be created.
 */
@Component
class Topics extends BackgroundLoops {

  private static final Logger log = LoggerFactory.getLogger(Topics.class);

  private static final int TIMEOUT_MS = 5000;

  /** A safety limit; the admin client's own time-out is shorter. */
  private static final int SAFETY_TIMEOUT_MS = 2 * TIMEOUT_MS;

  /** Checked often, since somebody else may create a topic or grant a permission meanwhile. */
  private static final Duration INTERVAL_WHILE_INCOMPLETE = Duration.ofSeconds(5);

  private static final Duration INTERVAL_WHILE_COMPLETE = Duration.ofSeconds(15);

  /**
   * Requests are read only once the store is bound to this Kafka cluster: requests of another deployment must not
   * change these seats.
   */
  private static final Duration INTERVAL_UNTIL_BOUND = Duration.ofSeconds(1);

  /**
   * A dead letter is the record with the error in additional headers, so its topic must accept larger records than the
   * request topic (1 MB). Otherwise the largest records could not be written to it.
   */
  private static final Map<String, String> ROOM_FOR_HEADERS = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "8388608");

  private final SeatLockSettings.TopicSettings settings;

  private final RequestTopics requests;

  private final EventTopics events;

  private final StoreTopic store;

  private final LazyAdmin admin;

  private final RequestReaders readers;

  private final StoreIdentity identity;

  private volatile Map<String, String> missing = Map.of();

  private volatile String lastFailure = "";

  Topics(SeatLockSettings settings, RequestTopics requests, EventTopics events, StoreTopic store, LazyAdmin admin,
      RequestReaders readers, StoreIdentity identity) {
    super(DEFAULT_PHASE);
    this.settings = settings.topics();
    this.requests = requests;
    this.events = events;
    this.store = store;
    this.admin = admin;
    this.readers = readers;
    this.identity = identity;
  }

  /** The topics that can't be used, each with the reason; empty until Kafka answered for the first time. */
  Map<String, String> missing() {
    return missing;
  }

  /** Why the last check of the topics failed; empty if it succeeded. */
  String lastFailure() {
    return lastFailure;
  }

  private Duration check() throws InterruptedException {
    try {
      logChanges(createMissing(findMissing()));
      lastFailure = "";
    } catch (KafkaException noAnswer) {
      lastFailure = RootCause.of(noAnswer);
      throw new IllegalStateException("The topics can't be read from Kafka. " + lastFailure, noAnswer);
    }
    if (!identity.isBoundToKafka()) {
      return INTERVAL_UNTIL_BOUND;
    }
    readers.start();
    return missing.isEmpty() ? INTERVAL_WHILE_COMPLETE : INTERVAL_WHILE_INCOMPLETE;
  }

  /** The topics that do not exist or can't be read, each with the reason. */
  private Map<String, String> findMissing() throws InterruptedException {
    return failures(admin.get().describeTopics(names(), new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS))
        .topicNameValues());
  }

  /**
   * Creates the missing topics. An existing topic is never changed: more partitions would break the order of its keys.
   *
   * @return the topics that could not be created, each with the reason
   */
  private Map<String, String> createMissing(Map<String, String> missing) throws InterruptedException {
    if (missing.isEmpty() || !settings.create()) {
      return missing;
    }
    List<NewTopic> topics = missing.keySet().stream().map(this::topic).toList();
    return failures(
        admin.get().createTopics(topics, new CreateTopicsOptions().timeoutMs(TIMEOUT_MS)).values());
  }

  /** @throws KafkaException if Kafka does not answer */
  private static Map<String, String> failures(Map<String, ? extends KafkaFuture<?>> answers)
      throws InterruptedException {
    Map<String, String> failures = new TreeMap<>();
    for (Map.Entry<String, ? extends KafkaFuture<?>> answer : answers.entrySet()) {
      try {
        answer.getValue().get(SAFETY_TIMEOUT_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        throw new KafkaException("Kafka does not answer", e);
      } catch (ExecutionException e) {
        failureIn(e.getCause()).ifPresent(failure -> failures.put(answer.getKey(), failure));
      }
    }
    return failures;
  }

  private static Optional<String> failureIn(@Nullable Throwable answer) {
    return switch (answer) {
      case TopicExistsException _ -> Optional.empty();
      case UnknownTopicOrPartitionException missing -> Optional.of(RootCause.of(missing));
      case RetriableException away -> throw away;
      case AuthenticationException away -> throw away;
      case ApiException refused -> Optional.of(RootCause.of(refused));
      case null, default -> throw new KafkaException(answer);
    };
  }

  private void logChanges(Map<String, String> now) {
    if (!now.isEmpty() && !now.equals(missing)) {
      log.warn("Topics are missing or forbidden and could not be created: {}. The service continues without them",
          now);
    }
    if (now.isEmpty() && !missing.isEmpty()) {
      log.info("All topics exist");
    }
    missing = now;
  }

  private List<String> names() {
    return Stream.of(requests.all(), events.all(), List.of(store.name())).flatMap(List::stream).toList();
  }

  private NewTopic topic(String name) {
    if (name.equals(store.name())) {
      return new NewTopic(name, 1, settings.replicationFactor()).configs(StoreTopic.SETTINGS);
    }
    NewTopic topic = new NewTopic(name, settings.partitions(), settings.replicationFactor());
    return requests.deadLetters().contains(name) ? topic.configs(ROOM_FOR_HEADERS) : topic;
  }

  /** Checks once before the service is ready, so that the topics exist by then if Kafka is available. */
  @Override
  protected List<Loop> startLoops() {
    return List.of(Loop.startAfter(firstCheck(), "kafka-topics", this::check));
  }

  private Duration firstCheck() {
    try {
      return check();
    } catch (IllegalStateException away) {
      log.debug("Kafka is unavailable at the start; the check is repeated in the background", away);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Duration.ZERO;
  }

  @Override
  protected void cleanUp() {
    readers.stop();
  }
}
