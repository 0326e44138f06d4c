/** A TCP proxy that injects faults, and an HTTP client. */
@NullMarked
package io.seatlock.testkit.net;

import org.jspecify.annotations.NullMarked;
