package io.seatlock.settings;

import io.seatlock.relay.format.EventTopics;
import io.seatlock.requests.format.RequestTopics;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/** What the topics are called ({@code seat-lock.topics.names.*}); dead letters follow the topic that they come from. */
record TopicNames(@DefaultValue("seat.lock.requested") String lockRequested,
    @DefaultValue("seat.finalize") String finalizeRequested, @DefaultValue("seat.locked") String locked,
    @DefaultValue("seat.unlocked") String unlocked, @DefaultValue("seat.finalized") String finalized,
    @DefaultValue("seat.lock.rejected") String lockRejected,
    @DefaultValue("seat.finalize.rejected") String finalizeRejected, @DefaultValue("seat.lock.store") String store) {

  /** Kafka's longest name, 249, less the ending of dead letters. */
  private static final String LEGAL = "(?!\\.{1,2}$)[A-Za-z0-9._-]{1,245}";

  public TopicNames {
    List<String> all = List.of(lockRequested, finalizeRequested, locked, unlocked, finalized, lockRejected,
        finalizeRejected, store);
    all.forEach(name -> Assert.isTrue(name.matches(LEGAL), "seat-lock.topics.names must be 1 to 245 letters, digits, "
        + "'.', '_' or '-' each, not \"" + name + "\"; write e.g. staging.seat.locked"));
    // For Kafka's own metrics '.' and '_' are the same, so it refuses one beside the other.
    long different = Stream.concat(all.stream(), Stream.of(lockRequested, finalizeRequested).map(name -> name + "-dlt"))
        .map(name -> name.replace('.', '_')).distinct().count();
    Assert.isTrue(different == all.size() + 2,
        "seat-lock.topics.names must differ from each other and from the dead-letter "
            + "topics, also if '.' and '_' count as the same; write e.g. staging.seat.locked and staging.seat.unlocked");
  }

  public RequestTopics requests() {
    return new RequestTopics(lockRequested, finalizeRequested);
  }

  public EventTopics events() {
    return new EventTopics(locked, unlocked, finalized, lockRejected, finalizeRejected);
  }
}
