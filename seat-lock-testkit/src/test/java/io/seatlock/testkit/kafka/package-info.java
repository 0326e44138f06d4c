@NullMarked
package io.seatlock.testkit.kafka;

import org.jspecify.annotations.NullMarked;
