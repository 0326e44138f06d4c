package io.seatlock.store;

import java.util.List;

/**
 * What a partition of the store says of itself.
 *
 * @param epoch empty if it says nothing
 * @param partitions of the deployment that it belongs to; -1 if that is no number
 * @param kafka id of the Kafka cluster that gets its events; empty until that was reached for the first time
 * @param beat how far it has counted; -1 if that is no number
 */
record Identity(Epoch epoch, int partitions, String kafka, long beat) {

  static Identity of(Reply reply) {
    List<String> parts = reply.texts(2);
    return new Identity(Epoch.parse(parts.get(0)), (int) number(parts.get(1)), parts.get(2), number(parts.get(3)));
  }

  boolean exists() {
    return !epoch.text().isEmpty();
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException damaged) {
      return -1;
    }
  }

  static Frame look() {
    return change("", "", "", "", "", "");
  }

  /** Becomes the store of a new deployment, unless somebody was faster. */
  static Frame create(Epoch epoch, int partitions, String kafka) {
    return change("epoch", "", epoch.text(), String.valueOf(partitions), kafka, "0");
  }

  /** Becomes the store of this Kafka cluster, unless it has one. */
  static Frame bind(String kafka) {
    return change("kafka", "", "", "", kafka, "");
  }

  /** Gets another epoch, if it still has the one that was found. */
  Frame renamed(Epoch to) {
    return change("epoch", epoch.text(), to.text(), "", "", "");
  }

  /** Begins a new life, if it still has the epoch that was found. */
  Frame confirmed(Epoch to, int ofPartitions, String ofKafka) {
    return change("epoch", epoch.text(), to.text(), String.valueOf(ofPartitions), ofKafka, "0");
  }

  private static Frame change(String part, String expected, String epoch, String partitions, String kafka,
      String beat) {
    return new Frame("identity", List.of(), List.of(part, expected, epoch, partitions, kafka, beat));
  }
}
