package io.seatlock.store.script;

import java.time.Instant;
import java.util.List;

/** Reads and removes the seating plans of one partition: plan.lua, document.lua, occupancy.lua and discard.lua. */
public record PlanOperations(Partition partition) {

  /** @return the generation of the plan; empty if the venue has none */
  public String generation(String venueId) {
    return partition.call(new ScriptCommand("plan", List.of(partition.keys().plan(venueId)), List.of())).texts(2)
        .getFirst();
  }

  /**
   * Reads one piece of the compressed document of a plan.
   *
   * @param number of the piece, from 0
   */
  public Piece document(String venueId, String generation, int number) {
    Reply reply = partition.call(new ScriptCommand("document", List.of(partition.keys().plan(venueId)),
        List.of(venueId, generation, String.valueOf(number))));
    return new Piece((int) reply.number(2), reply.texts(3).getFirst());
  }

  /** Reads which seats of the venue's plan are taken. */
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
   * @param pieces number of pieces of the document; 0 if the venue has another plan now
   * @param text this piece in Base64; empty if it is missing
   */
  public record Piece(int pieces, String text) {}

  /**
   * @param at Redis' time
   * @param generation of the plan; empty if the venue has none
   * @param bits two for each seat in the order of the plan: 0 available, 1 locked, 2 sold; zeros at the end may be
   *     missing
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Bits(Instant at, String generation, byte[] bits) {}
}
