package io.seatlock.store.script;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads and changes the stored identity of one partition: identity.lua and beat.lua. */
public record IdentityOperations(Partition partition) {

  /** Reads the identity without changing it. */
  public Stored look() {
    return change("", "", "", "", "", "");
  }

  /** Writes the identity of a new store, unless the partition has an identity already. */
  public Stored create(String epoch, int partitions, String kafka) {
    return change("epoch", "", epoch, String.valueOf(partitions), kafka, "0");
  }

  /** Writes the id of the Kafka cluster, unless the identity already contains one. */
  public Stored bind(String kafka) {
    return change("kafka", "", "", "", kafka, "");
  }

  /** Replaces the epoch, if it is still the expected one. */
  public Stored rename(String expected, String epoch) {
    return change("epoch", expected, epoch, "", "", "");
  }

  /**
   * Replaces epoch, number of partitions and, unless empty, the id of the Kafka cluster, and resets the heartbeat
   * counter to zero, if the epoch is still the expected one.
   */
  public Stored confirm(String expected, String epoch, int partitions, String kafka) {
    return change("epoch", expected, epoch, String.valueOf(partitions), kafka, "0");
  }

  private Stored change(String part, String expected, String epoch, String partitions, String kafka, String beat) {
    return Stored.of(partition.call(
        new ScriptCommand("identity", List.of(), List.of(part, expected, epoch, partitions, kafka, beat))));
  }

  /**
   * Increments the heartbeat counter, unless another instance has done so since this one last read it. In safe mode the
   * increment is acknowledged only after replication, because otherwise a fail-over may lose it.
   *
   * @param known the last value that this instance has read
   */
  public CompletableFuture<Reply> beat(long known) {
    ScriptCommand beat = new ScriptCommand("beat", List.of(), List.of(String.valueOf(known)));
    return partition.commit().submit(partition.commit().replicates() ? beat.asReplicated() : beat);
  }

  /** @param reply to {@link #beat} */
  public static long beatAfter(Reply reply) {
    return reply.number(2);
  }

  /**
   * The identity as it is stored; missing parts are empty.
   *
   * @param at Redis' time
   * @param kafka id of the Kafka cluster that gets the events
   * @param beat heartbeat counter
   */
  public record Stored(Instant at, String epoch, String partitions, String kafka, String beat) {

    static Stored of(Reply reply) {
      List<String> parts = reply.texts(2);
      return new Stored(reply.at(), parts.get(0), parts.get(1), parts.get(2), parts.get(3));
    }
  }
}
