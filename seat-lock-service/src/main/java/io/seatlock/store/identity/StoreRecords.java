package io.seatlock.store.identity;

import java.util.Map;

/** Records the last known state of the store outside Redis (in Kafka). Each call may take seconds. */
public interface StoreRecords {

  /**
   * Id of the Kafka cluster; it identifies the deployment.
   *
   * @throws Exception if it can't be reached now
   */
  String clusterId() throws Exception;

  /**
   * The recorded states, by the name of the partition's key {@code seat-identity}.
   *
   * @throws Exception if it can't be read now; the message says why
   */
  Map<String, StoreRecord> recall() throws Exception;

  /**
   * Returns when the states are written.
   *
   * @throws Exception if it can't be written now; the message says why
   */
  void remember(Map<String, StoreRecord> stores) throws Exception;
}
