/**
 * The page as a person meets it: real windows of a real browser, before the real service with Redis and Kafka. What a
 * seat looks like is asked of the page's own code and, where it matters, read from the pixels.
 */
@NullMarked
package io.seatlock.browsertests;

import org.jspecify.annotations.NullMarked;
