/** Judges a run by the guarantees of the service. Uses only Java and {@code history}: neither the service nor the rig. */
@NullMarked
package io.seatlock.faults.checker;

import org.jspecify.annotations.NullMarked;
