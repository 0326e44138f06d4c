/** Commands for operators: {@code check}, {@code confirm-store} and {@code new-key}. */
@NullMarked
package io.seatlock.operator;

import org.jspecify.annotations.NullMarked;
