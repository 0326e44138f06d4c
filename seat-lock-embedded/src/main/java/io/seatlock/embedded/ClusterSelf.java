package io.seatlock.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a node of a cluster says of itself in {@code CLUSTER NODES}. Only that is asked for: what it
 * says of others may be old.
 *
 * @param primaryId of a replica the id of its primary, else "-"
 * @param epoch of two nodes that both claim a slot the one with the higher epoch has it
 * @param slots ranges such as "0-5460"; single slots, too
 */
record ClusterSelf(String id, boolean primary, String primaryId, long epoch, List<String> slots) {

  /** Places in a line of the answer. */
  private static final int ID = 0;

  private static final int FLAGS = 2;

  private static final int PRIMARY = 3;

  private static final int EPOCH = 6;

  private static final int SLOTS = 8;

  /** Empty if nobody answers, or no node of a cluster. */
  static Optional<ClusterSelf> of(int port) {
    return parse(RedisQuestion.ask(port, "CLUSTER NODES"));
  }

  static Optional<ClusterSelf> parse(String answer) {
    return answer.lines()
        .map(line -> line.split(" "))
        .filter(words -> words.length >= SLOTS && flags(words).contains("myself"))
        .map(ClusterSelf::of)
        .findFirst();
  }

  private static ClusterSelf of(String[] words) {
    List<String> slots = Arrays.stream(words).skip(SLOTS).filter(word -> !word.startsWith("[")).toList();
    return new ClusterSelf(
        words[ID], flags(words).contains("master"), words[PRIMARY], Long.parseLong(words[EPOCH]), slots);
  }

  private static List<String> flags(String[] words) {
    return List.of(words[FLAGS].split(","));
  }

  boolean serves(int slot) {
    return primary && slots.stream().anyMatch(range -> contains(range, slot));
  }

  private static boolean contains(String range, int slot) {
    String[] ends = range.split("-");
    return Integer.parseInt(ends[0]) <= slot && slot <= Integer.parseInt(ends[ends.length - 1]);
  }
}
