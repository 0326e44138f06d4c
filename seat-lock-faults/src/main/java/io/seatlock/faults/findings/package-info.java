/** The result of a check: which rules were broken, how often, and how late expiries were. Uses only Java. */
@NullMarked
package io.seatlock.faults.findings;

import org.jspecify.annotations.NullMarked;
