package io.seatlock.relay;

import io.seatlock.relay.format.OutgoingEvent;
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
 * brokers unavailable), or a record that is larger than its topic allows. Then later events of the same topic, or with
 * the same key of it, wait in the outbox, and all others are sent. Used by one thread.
 */
final class BlockedEvents {

  /** Keys of one topic that may wait separately; with more, the whole topic waits. */
  private static final int MOST_KEYS = 100;

  /** Enough for a producer to get the metadata of all topics from a reachable broker. */
  private static final int INTRODUCTION_MS = 200;

  private final SharedProducer producer;

  private final LongSupplier nanoTime;

  /** By topic or, for one key, topic and key. */
  private final Map<String, BlockedGroup> closed = new LinkedHashMap<>();

  /** By topic, the size of the largest acknowledged record. */
  private final Map<String, Integer> proven = new HashMap<>();

  private boolean reopened;

  BlockedEvents(SharedProducer producer, LongSupplier nanoTime) {
    this.producer = producer;
    this.nanoTime = nanoTime;
  }

  /** Requests the metadata of all topics concurrently, so that a missing topic does not delay the events of others. */
  void introduce(Collection<String> topics) throws InterruptedException {
    topics.forEach(topic -> closed.put(topic, new BlockedGroup(topic, true, nanoTime.getAsLong())));
    CompletableFuture<?>[] trials = tryOut().toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(trials).get(INTRODUCTION_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException someAreMissing) {
      // Their blocked stay closed.
    }
  }

  /** Whether this event must wait; if so, it is added to its group. */
  boolean holds(OutgoingEvent event) {
    if (closed.isEmpty()) {
      return false;
    }
    BlockedGroup group = closed.getOrDefault(event.topic(), closed.get(groupOf(event)));
    if (group != null) {
      group.add(event);
    }
    return group != null;
  }

  /**
   * Whether Kafka may refuse this record for its size. The next one with its key must not be sent before that is
   * known: if it is smaller it could be taken, and overtake.
   */
  boolean isUnproven(OutgoingEvent event) {
    return event.size() > proven.getOrDefault(event.topic(), 0);
  }

  void acknowledged(OutgoingEvent event) {
    proven.merge(event.topic(), event.size(), Math::max);
  }

  /** Kafka has not answered in time. */
  void unanswered(List<SentEvent> sent, String why) {
    Map<String, List<SentEvent>> byTopic = new LinkedHashMap<>();
    sent.forEach(each -> byTopic.computeIfAbsent(each.outgoing().topic(), _ -> new ArrayList<>()).add(each));
    byTopic.forEach((topic, ofTopic) -> {
      BlockedGroup group = close(topic, topic, true);
      group.add(ofTopic.getFirst().outgoing());
      group.await(ofTopic, why);
    });
  }

  /** The producer has given up this event. */
  void refused(OutgoingEvent event, Throwable failure) {
    String topic = event.topic();
    boolean byKey = SentEvent.isAboutTheRecord(failure) && keysOf(topic) < MOST_KEYS;
    String name = byKey ? groupOf(event) : topic;
    boolean isNew = !closed.containsKey(name);
    BlockedGroup group = close(name, topic, !byKey);
    group.add(event);
    if (isNew) {
      group.wait(reason(event, failure), nanoTime.getAsLong());
    }
  }

  private BlockedGroup close(String name, String topic, boolean wholeTopic) {
    return closed.computeIfAbsent(name, _ -> new BlockedGroup(topic, wholeTopic, nanoTime.getAsLong()));
  }

  private static String reason(OutgoingEvent event, Throwable failure) {
    String said = String.valueOf(failure.getMessage());
    return SentEvent.isAboutTheRecord(failure)
        ? "a record of " + event.size() + " bytes is larger than the topic takes (" + said + ")"
        : failure.getClass().getSimpleName() + ": " + said;
  }

  private long keysOf(String topic) {
    return closed.values().stream().filter(group -> !group.isWholeTopic() && group.topic().equals(topic)).count();
  }

  private static String groupOf(OutgoingEvent event) {
    return event.topic() + "/" + event.key();
  }

  /** @return what Kafka has acknowledged meanwhile */
  List<SentEvent> settle() {
    List<SentEvent> acknowledged = new ArrayList<>();
    for (Map.Entry<String, BlockedGroup> each : List.copyOf(closed.entrySet())) {
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
      open(name);
    } else if (refused == null) {
      group.wait(failure.getClass().getSimpleName() + ": " + failure.getMessage(), nanoTime.getAsLong());
    } else if (group.isWholeTopic() && SentEvent.isAboutTheRecord(failure) && keysOf(group.topic()) < MOST_KEYS) {
      open(name);
      refused(refused, failure);
    } else {
      group.wait(reason(refused, failure), nanoTime.getAsLong());
    }
  }

  private void open(String name) {
    closed.remove(name);
    reopened = true;
  }

  void tryOutWhatIsDue() {
    tryOut();
  }

  private List<CompletableFuture<?>> tryOut() {
    List<CompletableFuture<?>> trials = new ArrayList<>();
    for (BlockedGroup group : closed.values()) {
      CompletableFuture<?> trial = group.tryOutIfDue(producer, nanoTime.getAsLong());
      if (trial != null) {
        trials.add(trial);
      }
    }
    return trials;
  }

  /** Whether a group was opened since the last call, so that skipped events must be read again. */
  boolean wasReopened() {
    boolean was = reopened;
    reopened = false;
    return was;
  }

  /** The outbox was replaced by a fail-over; the first waiting event of each group is found again by reading it. */
  void forgetWhatWaits() {
    closed.values().forEach(BlockedGroup::forgetFirst);
  }

  boolean isUnderWay() {
    return closed.values().stream().anyMatch(BlockedGroup::isUnderWay);
  }

  boolean isClosed(Collection<String> topics) {
    return closed.keySet().containsAll(topics);
  }

  /** By topic, why events of it wait. */
  Map<String, String> waiting() {
    Map<String, String> reasons = new TreeMap<>();
    for (BlockedGroup group : closed.values()) {
      String reason = group.reason();
      if (reason != null) {
        reasons.putIfAbsent(group.topic(), reason);
      }
    }
    return reasons;
  }
}
