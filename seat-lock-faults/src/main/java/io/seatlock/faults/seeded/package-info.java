/**
 * Broken services: each with one mistake that a reasonable engineer might make. What the checker is worth
 * shows in whether it catches them. Imports {@code proof} and {@code rig}.
 */
@NullMarked
package io.seatlock.faults.seeded;

import org.jspecify.annotations.NullMarked;
