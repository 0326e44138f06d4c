/** All processes, links and callers of one run, and what is measured there. */
@NullMarked
package io.seatlock.faults.system;

import org.jspecify.annotations.NullMarked;
