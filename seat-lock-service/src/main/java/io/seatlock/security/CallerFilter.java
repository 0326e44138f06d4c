package io.seatlock.security;

import jakarta.servlet.Filter;

/** A filter that runs, in token mode, after the {@link Caller} is authenticated and before authorization. */
public interface CallerFilter extends Filter {}
