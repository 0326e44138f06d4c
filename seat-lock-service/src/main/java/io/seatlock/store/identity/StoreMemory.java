package io.seatlock.store.identity;

import java.util.Map;

/** Remembers outside Redis which store the service works with. Each call may take seconds. */
public interface StoreMemory {

  /**
   * Names the deployment that the events go to; another one has another id.
   *
   * @throws Exception if it can't be reached now
   */
  String clusterId() throws Exception;

  /**
   * What is remembered, by the name of the partition's key in Redis.
   *
   * @throws Exception if it can't be read now; the message says why
   */
  Map<String, Remembered> recall() throws Exception;

  /**
   * Returns when it is remembered.
   *
   * @throws Exception if it can't be written now; the message says why
   */
  void remember(Map<String, Remembered> stores) throws Exception;
}
