package io.seatlock.store.plan;

import io.seatlock.plan.DamagedPlan;

/**
 * The part of the key names of a plan that identifies this plan: its etag and a unique suffix, because the same plan
 * may be stored again.
 */
final class Generation {

  private Generation() {}

  static String name(String etag, String unique) {
    return etag + "." + unique;
  }

  /** @throws DamagedPlan if the text has no dot, and so was not written by the service */
  static String etag(String generation) {
    int end = generation.indexOf('.');
    if (end < 0) {
      throw new DamagedPlan();
    }
    return generation.substring(0, end);
  }
}
