/** Instances of the service as separate processes: killed, paused, started quickly, or with a wrong clock. */
@NullMarked
package io.seatlock.testkit.process;

import org.jspecify.annotations.NullMarked;
