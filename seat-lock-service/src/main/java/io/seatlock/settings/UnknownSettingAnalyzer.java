package io.seatlock.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports a misspelt environment variable or system property as one message that says what to write, instead of a stack
 * trace.
 */
class UnknownSettingAnalyzer extends AbstractFailureAnalyzer<UnknownSetting> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnknownSetting cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()),
        "Correct or remove it and start again; docs/settings.md lists all settings.", cause);
  }
}
