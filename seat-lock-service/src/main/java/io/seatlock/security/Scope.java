package io.seatlock.security;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a token or a key allows; the names are part of the public contract. */
public enum Scope {
  /** A user's own token: may lock seats for this user only. */
  BUY,
  /** A booking service, which acts for users and proves for whom by userId or lockId. */
  BOOK,
  /** Box office and operators: everything. */
  OPERATE,
  /** Monitoring: metrics and details of health, nothing else. */
  WATCH;

  /** The name of the scope in a token or setting, e.g. {@code seats:buy}. */
  public String text() {
    return "seats:" + name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Scope> of(String text) {
    return Stream.of(values()).filter(scope -> scope.text().equals(text)).findFirst();
  }
}
