/**
 * Broken services: each with one mistake that a reasonable engineer might make. The checker must catch
 * each of them.
 */
@NullMarked
package io.seatlock.faults.seeded;

import org.jspecify.annotations.NullMarked;
