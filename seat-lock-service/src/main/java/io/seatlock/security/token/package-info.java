/**
 * Token mode: authentication by token or API key, and the scope that each call needs. In the other modes only the
 * creation of keys is used.
 */
@NullMarked
package io.seatlock.security.token;

import org.jspecify.annotations.NullMarked;
