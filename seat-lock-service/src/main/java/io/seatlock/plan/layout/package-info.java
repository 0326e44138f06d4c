/**
 * Reads the open layout that pretix's editor writes, as a stream: leniently where it does not matter, strictly where
 * seats, positions or categories depend on it. Uses the plan, the rules of ids and Jackson's parser.
 */
@NullMarked
package io.seatlock.plan.layout;

import org.jspecify.annotations.NullMarked;
