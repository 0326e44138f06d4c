package io.seatlock.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports an unsafe start as one message that says what to set, instead of a stack trace. */
class UnsafeStartAnalyzer extends AbstractFailureAnalyzer<UnsafeStart> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnsafeStart cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()),
        "Correct it and start again; docs/security.md explains the modes.", cause);
  }
}
