@NullMarked
package io.seatlock.faults.system;

import org.jspecify.annotations.NullMarked;
