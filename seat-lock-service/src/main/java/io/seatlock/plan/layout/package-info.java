/**
 * Reads the open layout of pretix's plan editor, as a stream. It is strict about seats, positions and categories, and
 * lenient about everything else. Uses the types of {@code plan}, the rules for ids and Jackson's parser.
 */
@NullMarked
package io.seatlock.plan.layout;

import org.jspecify.annotations.NullMarked;
