@NullMarked
package io.seatlock.standalone.crowd;

import org.jspecify.annotations.NullMarked;
