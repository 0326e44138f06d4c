package io.seatlock.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Settings that do not fit together end the start with one sentence that says what to write. */
class ImpossibleSettingAnalyzer extends AbstractFailureAnalyzer<ImpossibleSetting> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ImpossibleSetting cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()),
        "Correct it and start again; docs/settings.md lists all settings.", cause);
  }
}
