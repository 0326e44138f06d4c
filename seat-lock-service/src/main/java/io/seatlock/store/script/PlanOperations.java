package io.seatlock.store.script;

import java.time.Instant;
import java.util.List;

/** The present plans of one partition: plan.lua, document.lua, occupancy.lua and discard.lua. */
public record PlanOperations(Partition partition) {

  /** @return the generation of the plan; empty if the venue has none */
  public String generation(String venueId) {
    return partition.call(new ScriptCommand("plan", List.of(partition.keys().plan(venueId)), List.of())).texts(2)
        .getFirst();
  }

  /** @param number of the piece, from 0 */
  public Piece document(String venueId, String generation, int number) {
    Reply reply = partition.call(new ScriptCommand("document", List.of(partition.keys().plan(venueId)),
        List.of(venueId, generation, String.valueOf(number))));
    return new Piece((int) reply.number(2), reply.texts(3).getFirst());
  }

  public Bits occupancy(String venueId) {
    Reply reply = partition
        .call(new ScriptCommand("occupancy", List.of(partition.keys().plan(venueId)), List.of(venueId)));
    return new Bits(reply.at(), reply.texts(2, 3).getFirst(), (byte[]) reply.values().get(3));
  }

  /** Removes the plan and any draft. */
  public void discard(String venueId) {
    partition.call(
        new ScriptCommand("discard", List.of(partition.keys().plan(venueId)), List.of(venueId, "")).asReplicated());
  }

  /**
   * @param pieces how many the document has; 0 if the venue has another plan now
   * @param text of this one; empty if it is not there
   */
  public record Piece(int pieces, String text) {}

  /**
   * @param at Redis' time
   * @param generation of the plan; empty if the venue has none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Bits(Instant at, String generation, byte[] bits) {}
}
