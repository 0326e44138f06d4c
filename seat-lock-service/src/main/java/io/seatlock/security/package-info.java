/**
 * Who may call: modes, scopes, and what all others need to know of a caller. Refuses a start that would leave the service
 * open to a network. What a caller may do with which seat is decided in {@code rest} and in the script.
 */
@NullMarked
package io.seatlock.security;

import org.jspecify.annotations.NullMarked;
