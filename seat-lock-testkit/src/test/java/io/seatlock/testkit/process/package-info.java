@NullMarked
package io.seatlock.testkit.process;

import org.jspecify.annotations.NullMarked;
