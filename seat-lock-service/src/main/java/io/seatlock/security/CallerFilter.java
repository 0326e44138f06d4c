package io.seatlock.security;

import jakarta.servlet.Filter;

/** Has its turn in token mode as soon as the {@link Caller} is known, before it is decided what the caller may. */
public interface CallerFilter extends Filter {}
