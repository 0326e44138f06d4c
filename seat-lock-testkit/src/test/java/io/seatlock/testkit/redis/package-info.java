@NullMarked
package io.seatlock.testkit.redis;

import org.jspecify.annotations.NullMarked;
