/** The fault rig: one command that breaks what can break around the service, and judges what the service did. */
@NullMarked
package io.seatlock.faults;

import org.jspecify.annotations.NullMarked;
