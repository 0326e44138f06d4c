/**
 * The only room that knows Redis: key names, the script that is the state machine, group commit, the
 * deadline sweep and the outbox. Imports {@code seat}; nothing here knows HTTP or Kafka.
 */
@NullMarked
package io.seatlock.store;

import org.jspecify.annotations.NullMarked;
