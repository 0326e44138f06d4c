@NullMarked
package io.seatlock.benchmark;

import org.jspecify.annotations.NullMarked;
