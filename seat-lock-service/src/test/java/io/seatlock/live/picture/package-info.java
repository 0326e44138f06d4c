@NullMarked
package io.seatlock.live.picture;

import org.jspecify.annotations.NullMarked;
