/**
 * Seating plans: which seats a venue has, where they are, and which of them are taken. Independent of Redis, Kafka and
 * HTTP.
 */
@NullMarked
package io.seatlock.plan;

import org.jspecify.annotations.NullMarked;
