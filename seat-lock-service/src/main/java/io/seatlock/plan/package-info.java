/**
 * Seating plans: which seats a venue has, where they are, and which of them are taken. Knows nothing of Redis, Kafka or
 * HTTP.
 */
@NullMarked
package io.seatlock.plan;

import org.jspecify.annotations.NullMarked;
