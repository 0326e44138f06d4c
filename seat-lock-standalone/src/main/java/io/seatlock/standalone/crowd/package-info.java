/**
 * Simulated buyers, so that one person can watch an on-sale. They call the service through the same interface as its REST
 * endpoints and know nothing of Redis.
 */
@NullMarked
package io.seatlock.standalone.crowd;

import org.jspecify.annotations.NullMarked;
