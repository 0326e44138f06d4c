/** The seating plans in Redis: written step by step beside the present plan, then put in its place in one. */
@NullMarked
package io.seatlock.store.plan;

import org.jspecify.annotations.NullMarked;
