package io.seatlock.store.script;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What one partition of the store says of itself: identity.lua and beat.lua. */
public record IdentityOperations(Partition partition) {

  public Stored look() {
    return change("", "", "", "", "", "");
  }

  /** Becomes the store of a new deployment, unless it already is the store of one. */
  public Stored create(String epoch, int partitions, String kafka) {
    return change("epoch", "", epoch, String.valueOf(partitions), kafka, "0");
  }

  /** Becomes the store of this Kafka cluster, unless it has one. */
  public Stored bind(String kafka) {
    return change("kafka", "", "", "", kafka, "");
  }

  /** Gets another epoch, if it still has the expected one. */
  public Stored rename(String expected, String epoch) {
    return change("epoch", expected, epoch, "", "", "");
  }

  /** Gets another epoch and counts from zero again, if it still has the expected one. */
  public Stored confirm(String expected, String epoch, int partitions, String kafka) {
    return change("epoch", expected, epoch, String.valueOf(partitions), kafka, "0");
  }

  private Stored change(String part, String expected, String epoch, String partitions, String kafka, String beat) {
    return Stored.of(partition.call(
        new ScriptCommand("identity", List.of(), List.of(part, expected, epoch, partitions, kafka, beat))));
  }

  /**
   * Counts on. In safe mode the count is acknowledged when a replica has it, since only that outlives a fail-over.
   *
   * @param known how far it has counted as far as this instance knows
   */
  public CompletableFuture<Reply> beat(long known) {
    ScriptCommand beat = new ScriptCommand("beat", List.of(), List.of(String.valueOf(known)));
    return partition.commit().submit(partition.commit().replicates() ? beat.asReplicated() : beat);
  }

  /**
   * All as it is stored; empty what is missing.
   *
   * @param at Redis' time
   * @param kafka id of the Kafka cluster that gets the events
   * @param beat how far it has counted
   */
  public record Stored(Instant at, String epoch, String partitions, String kafka, String beat) {

    static Stored of(Reply reply) {
      List<String> parts = reply.texts(2);
      return new Stored(reply.at(), parts.get(0), parts.get(1), parts.get(2), parts.get(3));
    }
  }

  /**
   * @param count how far the store has counted
   * @param counted whether this call counted, and not another instance just before
   */
  public record Beat(long count, boolean counted) {

    public static Beat of(Reply reply) {
      return new Beat(reply.number(2), reply.number(3) == 1);
    }
  }
}
