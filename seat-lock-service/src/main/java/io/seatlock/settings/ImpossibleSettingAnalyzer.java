package io.seatlock.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports settings that contradict each other as one message that says what to write, instead of a stack trace. */
class ImpossibleSettingAnalyzer extends AbstractFailureAnalyzer<ImpossibleSetting> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ImpossibleSetting cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()),
        "Correct it and start again; docs/settings.md lists all settings.", cause);
  }
}
