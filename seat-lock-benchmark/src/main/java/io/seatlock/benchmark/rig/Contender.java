package io.seatlock.benchmark.rig;

/** A design that can be started and measured. */
public interface Contender {

  String name();

  /** In a sentence. */
  String what();

  /** What its users must do without, in a sentence. */
  String promisesNot();

  /** Returns when it answers. */
  Running start(Ground ground);
}
