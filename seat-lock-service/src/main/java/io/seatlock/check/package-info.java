/**
 * The consistency check: compares the hashes of seats with everything else that the service stores in Redis, and
 * repairs what follows from the hashes.
 */
@NullMarked
package io.seatlock.check;

import org.jspecify.annotations.NullMarked;
