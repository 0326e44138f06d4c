package io.seatlock.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.convert.ConversionException;
import org.springframework.util.unit.DataSize;

/**
 * Reports an invalid or unknown setting under {@code seat-lock} as one message that says what to write, instead of a
 * stack trace.
 */
public class InvalidSettingAnalyzer extends AbstractFailureAnalyzer<ConfigurationPropertiesBindException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ConfigurationPropertiesBindException cause) {
    String sentence = explain(cause);
    return sentence == null
        ? null
        : new FailureAnalysis(sentence, "Correct it and start again; docs/settings.md lists all settings.", cause);
  }

  /** The invalid setting and what to write, as a sentence; null if no setting is the reason of the failure. */
  public static @Nullable String explain(Throwable failure) {
    for (Throwable reason = failure; reason != null; reason = reason.getCause()) {
      String sentence = sentence(reason);
      if (sentence != null) {
        return sentence;
      }
    }
    return null;
  }

  private static @Nullable String sentence(Throwable reason) {
    return switch (reason) {
      case UnboundConfigurationPropertiesException unknown -> "There is no setting " + names(unknown) + ".";
      case BindException wrong when wrong.getCause() instanceof ConversionException -> wrong.getName() + " must be "
          + example(wrong.getTarget().getType().resolve(Object.class)) + ".";
      case IllegalArgumentException impossible when isOurs(impossible) -> impossible.getMessage() + ".";
      default -> null;
    };
  }

  private static String names(UnboundConfigurationPropertiesException unknown) {
    return unknown.getUnboundProperties().stream().map(property -> property.getName().toString())
        .collect(Collectors.joining(", "));
  }

  private static String example(Class<?> type) {
    if (type == Duration.class) {
      return "a time with its unit; write e.g. 500ms, 90s or 2h";
    }
    if (type == DataSize.class) {
      return "a size with its unit; write e.g. 24MB";
    }
    if (type.isEnum()) {
      return "one of "
          + Stream.of(type.getEnumConstants()).map(word -> word.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
              .collect(Collectors.joining(", "));
    }
    return type == boolean.class ? "true or false" : "a whole number; write e.g. 3";
  }

  /**
   * Whether the message comes from a settings record, whose constructor begins its messages with the setting's name.
   */
  private static boolean isOurs(IllegalArgumentException reason) {
    return String.valueOf(reason.getMessage()).startsWith("seat-lock.");
  }
}
