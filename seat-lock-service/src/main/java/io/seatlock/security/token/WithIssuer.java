package io.seatlock.security.token;

import io.seatlock.security.IssuerSettings;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if an issuer of tokens is configured; otherwise only API keys are accepted. */
class WithIssuer implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return IssuerSettings.of(context.getEnvironment()).any();
  }
}
