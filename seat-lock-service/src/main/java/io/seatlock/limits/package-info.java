/**
 * Limits the calls and the failed logins of each caller, by the authenticated subject or else by address. Independent
 * of seats.
 */
@NullMarked
package io.seatlock.limits;

import org.jspecify.annotations.NullMarked;
