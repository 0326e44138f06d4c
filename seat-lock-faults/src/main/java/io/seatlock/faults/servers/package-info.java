/** The Redis of a schedule in its three forms, and what goes with the processes of a run: links and the check command. */
@NullMarked
package io.seatlock.faults.servers;

import org.jspecify.annotations.NullMarked;
