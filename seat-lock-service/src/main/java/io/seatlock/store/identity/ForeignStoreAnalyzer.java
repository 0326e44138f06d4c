package io.seatlock.store.identity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a {@link ForeignStore} at the start into a message for the operator instead of a stack trace. */
class ForeignStoreAnalyzer extends AbstractFailureAnalyzer<ForeignStore> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ForeignStore cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()),
        "See \"The store is not the one it was\" in docs/operations.md.", cause);
  }
}
