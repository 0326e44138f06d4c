/** The load: wrk, and a load generator of our own for works that need every answer or a given rate. */
@NullMarked
package io.seatlock.benchmark.load;

import org.jspecify.annotations.NullMarked;
