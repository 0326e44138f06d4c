/** Reads the request topics, submits each record as a command and writes dead letters. Contains no business rules. */
@NullMarked
package io.seatlock.requests;

import org.jspecify.annotations.NullMarked;
