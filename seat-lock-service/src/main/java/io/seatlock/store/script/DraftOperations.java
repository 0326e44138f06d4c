package io.seatlock.store.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one draft of a seating plan step by step: draft.lua, attach.lua, fill.lua, seal.lua, misfits.lua, publish.lua
 * and discard.lua. Used by one thread.
 */
public final class DraftOperations {

  /** The result of the attempt to begin a draft. */
  public enum Beginning {
    /** The draft was begun. */
    DRAFT,
    /** The venue has this plan already. */
    PRESENT,
    /** Another draft of the venue is being written. */
    BUSY
  }

  private final Partition partition;

  private final String plan;

  private final String seats;

  private final String venueId;

  private final String generation;

  private final Duration life;

  private int steps;

  /**
   * @param generation name of the draft, and of the plan after it is published: the etag of the plan, a dot, and a
   *     unique suffix
   * @param life the draft expires if no further step follows within this time, by Redis' clock
   */
  public DraftOperations(Partition partition, String venueId, String generation, Duration life) {
    this.partition = partition;
    this.plan = partition.keys().plan(venueId);
    this.seats = partition.keys().seats(venueId);
    this.venueId = venueId;
    this.generation = generation;
    this.life = life;
  }

  public Beginning begin(String etag) {
    Reply reply = partition.call(new ScriptCommand("draft", List.of(plan),
        List.of(venueId, etag, generation, String.valueOf(life.toMillis()))).asReplicated());
    return Beginning.valueOf(reply.word());
  }

  /**
   * Adds a piece of the compressed document.
   *
   * @param number of the piece, from 0
   * @param piece Base64
   * @throws DraftOvertaken if the stored draft is not in the state in which this writer left it
   */
  public void attach(int number, String piece) throws DraftOvertaken {
    step("attach", List.of(plan), String.valueOf(number), piece);
  }

  /**
   * Adds seats, each with the bits of its present state.
   *
   * @param first index of the first of these seats in the plan
   * @param fields {@code row_seat}, in the order of the plan
   */
  public void fill(int first, List<String> fields) throws DraftOvertaken {
    step("fill", List.of(plan, seats), String.valueOf(first), String.join(":", fields));
  }

  /** From now on a seat that is not in this draft can't be locked. */
  public void seal() throws DraftOvertaken {
    step("seal", List.of(plan));
  }

  /**
   * Reads one page of the seats that are held or sold but missing in the draft.
   *
   * @param after the previous page; null for the first one
   * @param most approximate number of fields that are scanned for a page
   */
  public Misfits misfits(@Nullable Misfits after, int most) throws DraftOvertaken {
    List<String> found = step("misfits", List.of(plan, seats), after == null ? "" : after.server(),
        after == null ? VenueOperations.START : after.cursor(), String.valueOf(most)).texts(2);
    return new Misfits(found.get(0), found.get(1), found.subList(2, found.size()));
  }

  /**
   * Makes the sealed draft the plan of its venue.
   *
   * @param count of seats
   * @param pieces of the document
   * @return whether the venue had no plan before
   */
  public boolean publish(int count, int pieces) throws DraftOvertaken {
    return read(partition.call(
        command("publish", List.of(plan), String.valueOf(count), String.valueOf(pieces)).asReplicated()))
        .number(2) == 0;
  }

  /** Removes the draft, if it exists. */
  public void discard() {
    partition.call(new ScriptCommand("discard", List.of(plan), List.of(venueId, generation)));
  }

  private Reply step(String operation, List<String> keys, String... args) throws DraftOvertaken {
    Reply reply = read(partition.call(command(operation, keys, args)));
    steps++;
    return reply;
  }

  private static Reply read(Reply reply) throws DraftOvertaken {
    if (reply.word().equals("OVERTAKEN")) {
      throw new DraftOvertaken();
    }
    return reply;
  }

  private ScriptCommand command(String operation, List<String> keys, String... args) {
    List<String> all = new ArrayList<>(
        List.of(venueId, generation, String.valueOf(steps), String.valueOf(life.toMillis())));
    all.addAll(List.of(args));
    return new ScriptCommand(operation, keys, all);
  }

  /**
   * A page of the seats that are held or sold but missing in the draft.
   *
   * @param server id of the server that answered; the cursor is valid only there
   * @param cursor where the next page begins
   */
  public record Misfits(String server, String cursor, List<String> fields) {

    public boolean isLast() {
      return cursor.equals(VenueOperations.START);
    }
  }
}
