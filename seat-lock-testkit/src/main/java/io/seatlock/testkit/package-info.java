/** What all tests and the fault rig share: waiting for conditions, and annotations. It does not depend on the service. */
@NullMarked
package io.seatlock.testkit;

import org.jspecify.annotations.NullMarked;
