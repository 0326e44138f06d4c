/** A Kafka broker that can be killed and paused, and a reader of topics. */
@NullMarked
package io.seatlock.testkit.kafka;

import org.jspecify.annotations.NullMarked;
