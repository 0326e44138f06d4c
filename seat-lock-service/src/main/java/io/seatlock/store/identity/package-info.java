/** Whether the store in Redis is the one that the service worked with before. */
@NullMarked
package io.seatlock.store.identity;

import org.jspecify.annotations.NullMarked;
