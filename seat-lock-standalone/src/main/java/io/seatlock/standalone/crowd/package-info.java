/**
 * Simulated buyers for whoever wants to see an on-sale alone. They use the service as its REST endpoints do, and know
 * nothing of Redis.
 */
@NullMarked
package io.seatlock.standalone.crowd;

import org.jspecify.annotations.NullMarked;
