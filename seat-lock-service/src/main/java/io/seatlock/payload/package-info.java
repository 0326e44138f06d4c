/** JSON that REST and Kafka share: the body of a lock request, strict parsing, and the messages for mistakes. */
@NullMarked
package io.seatlock.payload;

import org.jspecify.annotations.NullMarked;
