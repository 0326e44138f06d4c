@NullMarked
package io.seatlock.testkit.net;

import org.jspecify.annotations.NullMarked;
