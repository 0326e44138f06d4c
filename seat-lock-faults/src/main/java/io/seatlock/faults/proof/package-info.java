/**
 * The proof: what many clients saw and what the topics tell, and a checker that judges both by the
 * promises of the service. Knows nothing but Java: neither the service nor the rig.
 */
@NullMarked
package io.seatlock.faults.proof;

import org.jspecify.annotations.NullMarked;
