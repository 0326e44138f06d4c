/**
 * The seating plans in Redis. A new plan is written in many steps next to the present one, and then replaces it in one
 * step.
 */
@NullMarked
package io.seatlock.store.plan;

import org.jspecify.annotations.NullMarked;
