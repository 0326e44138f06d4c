/** All topics of the service: creates those that are missing, and shows in health what Kafka lacks. */
@NullMarked
package io.seatlock.topics;

import org.jspecify.annotations.NullMarked;
