package io.seatlock.settings;

import io.seatlock.relay.format.EventTopics;
import io.seatlock.requests.format.RequestTopics;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The names of the topics ({@code seat-lock.topics.names.*}). A dead-letter topic has the name of its request topic
 * with {@code -dlt} appended.
 */
record TopicNames(@DefaultValue("seat.lock.requested") String lockRequested,
    @DefaultValue("seat.finalize") String finalizeRequested, @DefaultValue("seat.locked") String locked,
    @DefaultValue("seat.unlocked") String unlocked, @DefaultValue("seat.finalized") String finalized,
    @DefaultValue("seat.lock.rejected") String lockRejected,
    @DefaultValue("seat.finalize.rejected") String finalizeRejected, @DefaultValue("seat.lock.store") String store) {

  /** Kafka allows 249 characters; the suffix of dead-letter topics takes 4 of them. */
  private static final String LEGAL = "(?!\\.{1,2}$)[A-Za-z0-9._-]{1,245}";

  public TopicNames {
    List<String> all = List.of(lockRequested, finalizeRequested, locked, unlocked, finalized, lockRejected,
        finalizeRejected, store);
    all.forEach(name -> Assert.isTrue(name.matches(LEGAL), "seat-lock.topics.names must be 1 to 245 letters, digits, "
        + "'.', '_' or '-' each, not \"" + name + "\"; write e.g. staging.seat.locked"));
    // In Kafka's metrics '.' and '_' collide, so it refuses topics whose names differ only in them.
    long different = Stream.concat(all.stream(), Stream.of(lockRequested, finalizeRequested).map(name -> name + "-dlt"))
        .map(name -> name.replace('.', '_')).distinct().count();
    Assert.isTrue(different == all.size() + 2,
        "seat-lock.topics.names must differ from each other and from the dead-letter "
            + "topics, even if '.' and '_' count as the same; write e.g. staging.seat.locked and "
            + "staging.seat.unlocked");
  }

  public RequestTopics requests() {
    return new RequestTopics(lockRequested, finalizeRequested);
  }

  public EventTopics events() {
    return new EventTopics(locked, unlocked, finalized, lockRejected, finalizeRejected);
  }
}
