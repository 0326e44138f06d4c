package io.seatlock.store.identity;

/** The store belongs to another deployment or has another number of partitions, so this instance does not start. */
final class ForeignStore extends RuntimeException {

  ForeignStore(String sentence) {
    super(sentence);
  }
}
