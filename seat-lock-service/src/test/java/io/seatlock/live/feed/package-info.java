@NullMarked
package io.seatlock.live.feed;

import org.jspecify.annotations.NullMarked;
