/**
 * Tests of the page in windows of a real browser, with the real service, Redis and Kafka. How a seat is shown is read
 * from the page's own code and, where it matters, from the pixels.
 */
@NullMarked
package io.seatlock.browsertests;

import org.jspecify.annotations.NullMarked;
