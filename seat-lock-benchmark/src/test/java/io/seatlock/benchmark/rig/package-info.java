@NullMarked
package io.seatlock.benchmark.rig;

import org.jspecify.annotations.NullMarked;
