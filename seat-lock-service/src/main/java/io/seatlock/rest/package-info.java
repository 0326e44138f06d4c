/** REST in: the endpoints and the description of the API. Translates requests into commands and decides nothing. */
@NullMarked
package io.seatlock.rest;

import org.jspecify.annotations.NullMarked;
