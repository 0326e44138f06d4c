package io.seatlock.store.plan;

/** The name of a plan in the names of its keys: its etag, and what no other draft has, since a plan may be put again. */
final class Generation {

  private Generation() {}

  static String name(String etag, String unique) {
    return etag + "." + unique;
  }

  static String etag(String generation) {
    return generation.substring(0, generation.indexOf('.'));
  }
}
