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

  private static final int PATIENCE_MS = 5000;

  /** Safety limit: the admin client's own time-out is shorter. */
  private static final int LONGEST_ANSWER_MS = 2 * PATIENCE_MS;

  /** A topic may be created, or a right given, by somebody else. */
  private static final Duration WHILE_SOME_ARE_MISSING = Duration.ofSeconds(5);

  private static final Duration WHILE_ALL_ARE_THERE = Duration.ofSeconds(15);

  /** Until the store's Kafka cluster is recognised: requests of another deployment must not change these seats. */
  private static final Duration UNTIL_RECOGNIZED = Duration.ofSeconds(1);

  /**
   * A dead letter is the record and the reason. If the topic took no more bytes than the one that the
   * record comes from (1 MB), the largest could not be put aside.
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

  /** Those that can't be used, and why; empty until Kafka was there for the first time. */
  Map<String, String> missing() {
    return missing;
  }

  /** Why Kafka could not be asked last; empty if it could. */
  String lastFailure() {
    return lastFailure;
  }

  private Duration look() throws InterruptedException {
    try {
      note(createMissing(findMissing()));
      lastFailure = "";
    } catch (KafkaException noAnswer) {
      lastFailure = RootCause.of(noAnswer);
      throw new IllegalStateException("Kafka can't be asked for its topics. " + lastFailure, noAnswer);
    }
    if (!identity.isBoundToKafka()) {
      return UNTIL_RECOGNIZED;
    }
    readers.start();
    return missing.isEmpty() ? WHILE_ALL_ARE_THERE : WHILE_SOME_ARE_MISSING;
  }

  /** Those that the service can't see, and why. */
  private Map<String, String> findMissing() throws InterruptedException {
    return refusals(admin.get().describeTopics(names(), new DescribeTopicsOptions().timeoutMs(PATIENCE_MS))
        .topicNameValues());
  }

  /**
   * A topic that is there stays as it is: more partitions would break the order of its keys.
   *
   * @return those that could not be created, and why
   */
  private Map<String, String> createMissing(Map<String, String> missing) throws InterruptedException {
    if (missing.isEmpty() || !settings.create()) {
      return missing;
    }
    List<NewTopic> topics = missing.keySet().stream().map(this::topic).toList();
    return refusals(
        admin.get().createTopics(topics, new CreateTopicsOptions().timeoutMs(PATIENCE_MS)).values());
  }

  /** @throws KafkaException if Kafka does not answer */
  private static Map<String, String> refusals(Map<String, ? extends KafkaFuture<?>> answers)
      throws InterruptedException {
    Map<String, String> refusals = new TreeMap<>();
    for (Map.Entry<String, ? extends KafkaFuture<?>> answer : answers.entrySet()) {
      try {
        answer.getValue().get(LONGEST_ANSWER_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        throw new KafkaException("Kafka does not answer", e);
      } catch (ExecutionException e) {
        refusalIn(e.getCause()).ifPresent(refusal -> refusals.put(answer.getKey(), refusal));
      }
    }
    return refusals;
  }

  private static Optional<String> refusalIn(@Nullable Throwable answer) {
    return switch (answer) {
      case TopicExistsException _ -> Optional.empty();
      case UnknownTopicOrPartitionException missing -> Optional.of(RootCause.of(missing));
      case RetriableException away -> throw away;
      case AuthenticationException away -> throw away;
      case ApiException refused -> Optional.of(RootCause.of(refused));
      case null, default -> throw new KafkaException(answer);
    };
  }

  private void note(Map<String, String> now) {
    if (!now.isEmpty() && !now.equals(missing)) {
      log.warn("Topics are missing or forbidden and could not be created: {}. The service continues without them",
          now);
    }
    if (now.isEmpty() && !missing.isEmpty()) {
      log.info("All topics are there");
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

  /** Looks once before the service is ready, so that the topics are there then, if Kafka is. */
  @Override
  protected List<Loop> startLoops() {
    return List.of(Loop.startAfter(firstLook(), "kafka-topics", this::look));
  }

  private Duration firstLook() {
    try {
      return look();
    } catch (IllegalStateException away) {
      log.debug("Kafka is away at the start; it is asked again in the background", away);
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
