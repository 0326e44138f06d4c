@NullMarked
package io.seatlock.live;

import org.jspecify.annotations.NullMarked;
