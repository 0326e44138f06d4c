package io.seatlock.security.token;

import org.springframework.security.core.AuthenticationException;

/** A valid token whose user id breaks the rules for user ids. */
final class UnusableSubject extends AuthenticationException {

  UnusableSubject(String rule) {
    super(rule);
  }
}
