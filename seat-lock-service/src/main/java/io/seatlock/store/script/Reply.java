package io.seatlock.store.script;

import io.seatlock.seat.Outcome;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatId;
import io.seatlock.seat.SeatState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The script's reply to one command: a status such as {@code DONE}, Redis' time, then the values that the header of the
 * Lua file describes.
 */
public record Reply(List<?> values) {

  private static final Set<String> WITHOUT_CHANGE = Set.of("ERROR", "REFUSED", "ANSWERED", "OVERTAKEN", "BUSY");

  /** Whether this one command failed inside the script, while others of the same call may have succeeded. */
  public boolean isError() {
    return word().equals("ERROR");
  }

  /** Whether the command was carried out. */
  public boolean isDone() {
    return word().equals("DONE");
  }

  /**
   * Whether the reply means that a change is stored, in contrast to an error, a refusal, or a request that had been
   * answered before.
   */
  boolean acknowledges() {
    return !WITHOUT_CHANGE.contains(word());
  }

  /** The status, e.g. {@code DONE} or {@code REFUSED}. */
  public String word() {
    return text(values.getFirst());
  }

  /** Redis' time of the call, in ms. */
  public Instant at() {
    return Instant.ofEpochMilli(number(1));
  }

  long number(int place) {
    return (Long) values.get(place);
  }

  /**
   * For a failed command: the error message and possibly the damaged key, as {@link
   * io.seatlock.store.redis.RedisError#ofCommand} reads them.
   */
  public List<String> error() {
    return texts(2);
  }

  /** For probe.lua: the commands that the Redis user may not use, each with its key. */
  public List<String> missingRights() {
    return texts(2);
  }

  /** The values from this index on, as text. */
  List<String> texts(int from) {
    return texts(from, values.size());
  }

  List<String> texts(int from, int to) {
    return values.subList(from, to).stream().map(Reply::text).toList();
  }

  /**
   * The result of a command on seats.
   *
   * @param seats the seats of the command, in its order
   */
  public Outcome outcome(List<SeatId> seats) {
    return switch (word()) {
      case "DONE" -> done(seats);
      case "REFUSED" -> refused(seats);
      case "ANSWERED" -> new Outcome.Answered(at());
      default -> throw new IllegalStateException("Unknown reply " + word());
    };
  }

  private Outcome done(List<SeatId> seats) {
    SeatState[] states = new SeatState[values.size() - 2];
    for (int i = 0; i < states.length; i++) {
      states[i] = state(seats.get(i), new Reply((List<?>) values.get(i + 2)));
    }
    return new Outcome.Done(at(), List.of(states));
  }

  /**
   * The result of lockbest.lua, whose reply names the locked seats.
   *
   * @param first the seats of the first choice, which a refusal refers to
   */
  public Outcome outcomeOfBest(List<SeatId> first) {
    return isDone() ? done(seats()) : outcome(first);
  }

  /** For lockbest.lua: the seats that were locked. */
  List<SeatId> seats() {
    return values.subList(2, values.size()).stream().map(seat -> SeatId.parse(text(((List<?>) seat).getLast())))
        .toList();
  }

  /** For a command that locked seats: their versions, in its order. */
  List<Long> versions() {
    return values.subList(2, values.size()).stream().map(seat -> new Reply((List<?>) seat).number(1)).toList();
  }

  private static SeatState state(SeatId seat, Reply state) {
    return new SeatState(seat, SeatState.Status.valueOf(state.word()), state.textOrNull(2), state.textOrNull(3),
        state.instantOrNull(4), state.number(1));
  }

  /** For a refusal: the indexes of the conflicting seats in the command, from 0. */
  public List<Integer> places() {
    return values.subList(2, values.size()).stream().map(conflict -> (int) new Reply((List<?>) conflict).number(0))
        .toList();
  }

  private Outcome refused(List<SeatId> seats) {
    List<Outcome.Conflict> conflicts = values.subList(2, values.size()).stream()
        .map(conflict -> conflict(seats, new Reply((List<?>) conflict))).toList();
    return new Outcome.Refused(at(), conflicts);
  }

  private static Outcome.Conflict conflict(List<SeatId> seats, Reply conflict) {
    return new Outcome.Conflict(seats.get((int) conflict.number(0)), Refusal.valueOf(text(conflict.values.get(1))),
        conflict.instantOrNull(2));
  }

  private @Nullable String textOrNull(int place) {
    String text = text(values.get(place));
    return text.isEmpty() ? null : text;
  }

  @Nullable
  Instant instantOrNull(int place) {
    return number(place) == 0 ? null : Instant.ofEpochMilli(number(place));
  }

  static String text(Object value) {
    return new String((byte[]) value, StandardCharsets.UTF_8);
  }
}
