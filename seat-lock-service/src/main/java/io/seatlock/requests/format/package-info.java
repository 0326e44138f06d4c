/** The format of requests in Kafka: topic names, and parsing of records into commands. */
@NullMarked
package io.seatlock.requests.format;

import org.jspecify.annotations.NullMarked;
