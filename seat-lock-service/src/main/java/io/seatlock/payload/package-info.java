/** JSON that REST and Kafka share: the body of a lock request, how strictly it is read, what is said of a mistake. */
@NullMarked
package io.seatlock.payload;

import org.jspecify.annotations.NullMarked;
