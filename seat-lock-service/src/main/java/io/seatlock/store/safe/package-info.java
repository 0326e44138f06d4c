/** Safe mode: a change is acknowledged when enough replicas have it. */
@NullMarked
package io.seatlock.store.safe;

import org.jspecify.annotations.NullMarked;
