package io.seatlock.faults.windows;

import org.jspecify.annotations.Nullable;

/** A server-sent event. */
record StreamEvent(String name, @Nullable String id, String data) {}
