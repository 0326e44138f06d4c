/** The format of what the service writes to Kafka: names of topics, and records made from outbox events. */
@NullMarked
package io.seatlock.relay.format;

import org.jspecify.annotations.NullMarked;
