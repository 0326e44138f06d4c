/** What the service writes to Kafka: the names of the topics, and an event of the outbox as a record. */
@NullMarked
package io.seatlock.relay.format;

import org.jspecify.annotations.NullMarked;
