package io.seatlock.faults.findings;

/** One violation: which rule, and a sentence with the seat, the users, versions and times. */
public record Finding(Rule rule, String sentence) {

  @Override
  public String toString() {
    return rule + ": " + sentence;
  }
}
