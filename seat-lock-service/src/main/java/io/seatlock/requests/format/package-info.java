/** What the service reads from Kafka: the names of the topics, and a record as a command. */
@NullMarked
package io.seatlock.requests.format;

import org.jspecify.annotations.NullMarked;
