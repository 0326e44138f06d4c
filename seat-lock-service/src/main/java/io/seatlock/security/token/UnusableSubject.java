package io.seatlock.security.token;

import org.springframework.security.core.AuthenticationException;

/** A valid token whose user can't be a user of seats. */
final class UnusableSubject extends AuthenticationException {

  UnusableSubject(String rule) {
    super(rule);
  }
}
