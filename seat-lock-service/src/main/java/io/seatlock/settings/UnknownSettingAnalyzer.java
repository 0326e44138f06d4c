package io.seatlock.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A misspelt environment variable ends the start with one sentence that says what to write. */
class UnknownSettingAnalyzer extends AbstractFailureAnalyzer<UnknownSetting> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnknownSetting cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()),
        "Correct or remove it and start again; docs/settings.md lists all settings.", cause);
  }
}
