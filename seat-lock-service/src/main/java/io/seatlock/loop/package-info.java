/** Background loops: a step that is repeated until the service stops. */
@NullMarked
package io.seatlock.loop;

import org.jspecify.annotations.NullMarked;
