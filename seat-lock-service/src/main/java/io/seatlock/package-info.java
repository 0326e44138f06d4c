/** The entry point of the service and of its operator commands. No other package of the service imports this one. */
@NullMarked
package io.seatlock;

import org.jspecify.annotations.NullMarked;
