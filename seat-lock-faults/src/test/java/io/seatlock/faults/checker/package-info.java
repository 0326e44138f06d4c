@NullMarked
package io.seatlock.faults.checker;

import org.jspecify.annotations.NullMarked;
