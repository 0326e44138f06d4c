/** Judges a run by the guarantees of the service. Uses only Java, {@code history} and {@code findings}. */
@NullMarked
package io.seatlock.faults.checker;

import org.jspecify.annotations.NullMarked;
