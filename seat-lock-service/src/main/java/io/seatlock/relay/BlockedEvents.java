package io.seatlock.relay;

import io.seatlock.relay.format.OutgoingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Decides which events of one outbox must wait. Kafka may refuse the events of one topic (missing, forbidden, its
 * brokers unavailable), or a record that is larger than its topic allows. Then later events of the same topic, or only
 * those with the same topic and key, wait in the outbox, and all others are sent. Used by one thread.
 */
final class BlockedEvents {

  /** Most keys of one topic that wait separately. If there are more, the whole topic waits. */
  private static final int MOST_KEYS = 100;

  /** How long to wait for the metadata of all topics. A reachable broker delivers it within this time. */
  private static final int METADATA_MS = 200;

  private final SharedProducer producer;

  private final LongSupplier nanoTime;

  /** By topic, or by topic and key. */
  private final Map<String, BlockedGroup> groups = new LinkedHashMap<>();

  /** By topic: size in bytes of the largest acknowledged record. */
  private final Map<String, Integer> largestAcknowledged = new HashMap<>();

  private boolean unblocked;

  BlockedEvents(SharedProducer producer, LongSupplier nanoTime) {
    this.producer = producer;
    this.nanoTime = nanoTime;
  }

  /** Requests the metadata of all topics concurrently, so that a missing topic does not delay the events of others. */
  void requestMetadata(Collection<String> topics) throws InterruptedException {
    topics.forEach(topic -> groups.put(topic, new BlockedGroup(topic, true, nanoTime.getAsLong())));
    CompletableFuture<?>[] attempts = retryDue().toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(attempts).get(METADATA_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException someAreMissing) {
      // Their groups stay blocked until a later attempt.
    }
  }

  /**
   * Adds the event to its group, if that is blocked.
   *
   * @return whether the event must wait
   */
  boolean holdBack(OutgoingEvent event) {
    if (groups.isEmpty()) {
      return false;
    }
    BlockedGroup group = groups.getOrDefault(event.topic(), groups.get(event.topicAndKey()));
    if (group != null) {
      group.add(event);
    }
    return group != null;
  }

  /**
   * Whether Kafka may refuse this record because of its size. Until that is known no other record with the same key may
   * be sent: a smaller one could be accepted and so overtake it.
   */
  boolean mayBeTooLarge(OutgoingEvent event) {
    return event.size() > largestAcknowledged.getOrDefault(event.topic(), 0);
  }

  void acknowledged(OutgoingEvent event) {
    largestAcknowledged.merge(event.topic(), event.size(), Math::max);
  }

  /** Blocks the topics of events for which Kafka has not answered in time. */
  void unanswered(List<SentEvent> sent, String why) {
    Map<String, List<SentEvent>> byTopic = new LinkedHashMap<>();
    sent.forEach(each -> byTopic.computeIfAbsent(each.outgoing().topic(), _ -> new ArrayList<>()).add(each));
    byTopic.forEach((topic, ofTopic) -> {
      BlockedGroup group = block(topic, topic, true);
      group.add(ofTopic.getFirst().outgoing());
      group.trackUnanswered(ofTopic, why, nanoTime.getAsLong());
    });
  }

  /** Blocks the topic, or topic and key, of an event that the producer could not send. */
  void refused(OutgoingEvent event, Throwable failure) {
    String topic = event.topic();
    if (SentEvent.isAboutTheRecord(failure) && !mayBeTooLarge(event)) {
      // The topic accepts less than before.
      largestAcknowledged.remove(topic);
    }
    boolean byKey = SentEvent.isAboutTheRecord(failure) && keysOf(topic) < MOST_KEYS;
    String name = byKey ? event.topicAndKey() : topic;
    boolean isNew = !groups.containsKey(name);
    BlockedGroup group = block(name, topic, !byKey);
    group.add(event);
    if (isNew) {
      group.scheduleRetry(reason(event, failure), nanoTime.getAsLong());
    }
  }

  private BlockedGroup block(String name, String topic, boolean wholeTopic) {
    return groups.computeIfAbsent(name, _ -> new BlockedGroup(topic, wholeTopic, nanoTime.getAsLong()));
  }

  private static String reason(OutgoingEvent event, Throwable failure) {
    String said = String.valueOf(failure.getMessage());
    return SentEvent.isAboutTheRecord(failure)
        ? "a record of " + event.size() + " bytes is larger than the topic takes (" + said + ")"
        : failure.getClass().getSimpleName() + ": " + said;
  }

  private long keysOf(String topic) {
    return groups.values().stream().filter(group -> !group.isWholeTopic() && group.topic().equals(topic)).count();
  }

  /**
   * Handles the answers to retried and unanswered events: unblocks a group, or schedules its next attempt.
   *
   * @return the events that Kafka has acknowledged since the last call
   */
  List<SentEvent> settle() {
    List<SentEvent> acknowledged = new ArrayList<>();
    for (Map.Entry<String, BlockedGroup> each : List.copyOf(groups.entrySet())) {
      BlockedGroup group = each.getValue();
      if (group.isDecided()) {
        BlockedGroup.Verdict verdict = group.decide();
        acknowledged.addAll(verdict.acknowledged());
        decide(each.getKey(), group, verdict);
      }
    }
    return acknowledged;
  }

  private void decide(String name, BlockedGroup group, BlockedGroup.Verdict verdict) {
    Throwable failure = verdict.failure();
    OutgoingEvent refused = verdict.refused();
    if (failure == null) {
      unblock(name);
    } else if (refused == null) {
      group.scheduleRetry(failure.getClass().getSimpleName() + ": " + failure.getMessage(), nanoTime.getAsLong());
    } else if (group.isWholeTopic() && SentEvent.isAboutTheRecord(failure) && keysOf(group.topic()) < MOST_KEYS) {
      unblock(name);
      refused(refused, failure);
    } else {
      group.scheduleRetry(reason(refused, failure), nanoTime.getAsLong());
    }
  }

  private void unblock(String name) {
    groups.remove(name);
    unblocked = true;
  }

  /** @return the attempts that were started */
  List<CompletableFuture<?>> retryDue() {
    List<CompletableFuture<?>> attempts = new ArrayList<>();
    for (BlockedGroup group : groups.values()) {
      CompletableFuture<?> attempt = group.retryIfDue(producer, nanoTime.getAsLong());
      if (attempt != null) {
        attempts.add(attempt);
      }
    }
    return attempts;
  }

  /** Whether a group was unblocked since the last call of this method, so that skipped events must be read again. */
  boolean wasUnblocked() {
    boolean was = unblocked;
    unblocked = false;
    return was;
  }

  /**
   * For an outbox that was replaced by a fail-over: the first waiting event of each group will be found again when the
   * outbox is read from its beginning.
   */
  void clearFirstEvents() {
    groups.values().forEach(BlockedGroup::clearFirst);
  }

  boolean isUnderWay() {
    return groups.values().stream().anyMatch(BlockedGroup::isUnderWay);
  }

  /** Whether Kafka has not answered a sent event. */
  boolean isEventUnderWay() {
    return groups.values().stream().anyMatch(BlockedGroup::isEventUnderWay);
  }

  /** Whether the sent events of a group have been unanswered for longer than this. */
  boolean isUnansweredFor(Duration time) {
    long since = nanoTime.getAsLong() - time.toNanos();
    return groups.values().stream().anyMatch(group -> group.isUnansweredSince(since));
  }

  boolean areBlocked(Collection<String> topics) {
    return groups.keySet().containsAll(topics);
  }

  /** By topic: why its events wait. */
  Map<String, String> waiting() {
    Map<String, String> reasons = new TreeMap<>();
    for (BlockedGroup group : groups.values()) {
      String reason = group.reason();
      if (reason != null) {
        reasons.putIfAbsent(group.topic(), reason);
      }
    }
    return reasons;
  }
}
