/** Works that lock many seats at once: how late their ends are announced, and what they cost beside other locks. */
@NullMarked
package io.seatlock.benchmark.work.crowd;

import org.jspecify.annotations.NullMarked;
