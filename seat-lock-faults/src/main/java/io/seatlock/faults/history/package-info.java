/** What the callers saw and what the topics contain: the data that the checker judges. Uses only Java. */
@NullMarked
package io.seatlock.faults.history;

import org.jspecify.annotations.NullMarked;
