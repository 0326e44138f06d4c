package io.seatlock.store.identity;

import java.util.Map;

/** Records the last known state of the store outside Redis (in Kafka). Each call may take seconds. */
public interface StoreRecords {

  /**
   * Id of the Kafka cluster. It identifies the deployment.
   *
   * @throws Exception if the cluster can't be reached now
   */
  String clusterId() throws Exception;

  /**
   * The recorded states, by the name of the partition's key {@code seat-identity}.
   *
   * @throws Exception if they can't be read now; the message says why
   */
  Map<String, StoreRecord> read() throws Exception;

  /**
   * Writes these states, by the same names. Returns when Kafka has acknowledged them.
   *
   * @throws Exception if they can't be written now; the message says why
   */
  void write(Map<String, StoreRecord> stores) throws Exception;
}
