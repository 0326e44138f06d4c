@NullMarked
package io.seatlock.plans;

import org.jspecify.annotations.NullMarked;
