/** What all tests and the fault rig share: waiting, and marks of tests. It does not know the service. */
@NullMarked
package io.seatlock.testkit;

import org.jspecify.annotations.NullMarked;
