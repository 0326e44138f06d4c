/** Creates the service's missing topics, and reports problems with Kafka in health. */
@NullMarked
package io.seatlock.topics;

import org.jspecify.annotations.NullMarked;
