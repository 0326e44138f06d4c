package io.seatlock.benchmark.setup;

/** A design that can be started and measured. */
public interface Contender {

  String name();

  /** Description in a sentence. */
  String what();

  /** What it does not guarantee, in a sentence. */
  String notGuaranteed();

  /** Starts the contender; returns when it answers requests. */
  RunningContender start(Environment environment);
}
