/**
 * The consistency check: compares the hashes with everything else that the service keeps in Redis, and repairs it.
 */
@NullMarked
package io.seatlock.check;

import org.jspecify.annotations.NullMarked;
