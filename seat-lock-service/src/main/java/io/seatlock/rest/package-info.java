/** REST in: controller, problem details, API pages. Translates requests into commands and decides nothing. */
@NullMarked
package io.seatlock.rest;

import org.jspecify.annotations.NullMarked;
