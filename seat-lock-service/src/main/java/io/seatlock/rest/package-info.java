/**
 * The REST endpoints and the description of the API. Translates requests into commands and contains no business rules.
 */
@NullMarked
package io.seatlock.rest;

import org.jspecify.annotations.NullMarked;
