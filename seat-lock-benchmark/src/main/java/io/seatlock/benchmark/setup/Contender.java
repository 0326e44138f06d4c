package io.seatlock.benchmark.setup;

/** A design that can be started and measured. */
public interface Contender {

  String name();

  /** In a sentence. */
  String what();

  /** What its users must do without, in a sentence. */
  String notGuaranteed();

  /** Returns when it answers. */
  Running start(Environment environment);
}
