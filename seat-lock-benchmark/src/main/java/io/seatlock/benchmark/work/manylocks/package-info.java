/** Works with many locks at once: how late their expiry is published, and what a lock costs when there are many. */
@NullMarked
package io.seatlock.benchmark.work.manylocks;

import org.jspecify.annotations.NullMarked;
