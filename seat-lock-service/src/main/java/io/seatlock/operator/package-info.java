/** Commands for operators: {@code check} and {@code confirm-store}. */
@NullMarked
package io.seatlock.operator;

import org.jspecify.annotations.NullMarked;
