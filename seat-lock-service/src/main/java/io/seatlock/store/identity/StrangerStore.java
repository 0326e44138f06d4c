package io.seatlock.store.identity;

/** The store in Redis belongs to another deployment, so this instance does not start. */
public final class StrangerStore extends RuntimeException {

  StrangerStore(String sentence) {
    super(sentence);
  }
}
