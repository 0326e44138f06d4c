/** What all tests and the fault rig share: waiting, and the mark of tests that take long. It does not know the service. */
@NullMarked
package io.seatlock.testkit;

import org.jspecify.annotations.NullMarked;
