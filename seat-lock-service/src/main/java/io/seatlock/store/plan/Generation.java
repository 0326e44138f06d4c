package io.seatlock.store.plan;

import io.seatlock.plan.DamagedPlan;

/** The name of a plan in the names of its keys: its etag, and what no other draft has, since a plan may be put again. */
final class Generation {

  private Generation() {}

  static String name(String etag, String unique) {
    return etag + "." + unique;
  }

  /** @throws DamagedPlan if it was written by hand */
  static String etag(String generation) {
    int end = generation.indexOf('.');
    if (end < 0) {
      throw new DamagedPlan();
    }
    return generation.substring(0, end);
  }
}
