/** Kafka in: request topics, their records and dead letters. Translates records into commands and decides nothing. */
@NullMarked
package io.seatlock.requests;

import org.jspecify.annotations.NullMarked;
