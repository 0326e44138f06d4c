/**
 * Security modes, scopes and the authenticated caller. Refuses to start if the service would be open to a network
 * without authentication. What a caller may do with which seat is decided in {@code rest} and in the script.
 */
@NullMarked
package io.seatlock.security;

import org.jspecify.annotations.NullMarked;
