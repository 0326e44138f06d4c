package io.seatlock.best;

/** A single free seat between taken ones is hard to sell. */
final class OrphanRule {

  private OrphanRule() {}

  /**
   * @param length of the free seats side by side in which the block lies; taken seats and aisles end them, another
   *     category does not
   * @param offset of the block in them
   */
  static boolean strands(int length, int count, int offset) {
    return offset == 1 || length - count - offset == 1;
  }
}
