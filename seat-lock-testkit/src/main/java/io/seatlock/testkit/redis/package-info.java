/** Redis pairs and clusters, started as separate processes, and single commands to any Redis. */
@NullMarked
package io.seatlock.testkit.redis;

import org.jspecify.annotations.NullMarked;
