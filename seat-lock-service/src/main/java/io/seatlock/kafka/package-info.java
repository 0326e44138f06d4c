/** Shared by all packages that use Kafka: the admin client and one-line descriptions of failures. */
@NullMarked
package io.seatlock.kafka;

import org.jspecify.annotations.NullMarked;
