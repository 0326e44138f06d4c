package io.seatlock.store.identity;

import io.seatlock.store.script.IdentityOperations;

/**
 * The content of a partition's key {@code seat-identity}.
 *
 * @param epoch empty if the key is missing
 * @param partitions number of partitions of the deployment; -1 if the stored text is not a number
 * @param kafka id of the Kafka cluster to which the events are sent; empty until an instance has reached it for the
 *     first time
 * @param beat heartbeat counter; -1 if the stored text is not a number
 */
public record Identity(Epoch epoch, int partitions, String kafka, long beat) {

  public static Identity of(IdentityOperations.Stored stored) {
    return new Identity(Epoch.parse(stored.epoch()), (int) number(stored.partitions()), stored.kafka(),
        number(stored.beat()));
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
}
