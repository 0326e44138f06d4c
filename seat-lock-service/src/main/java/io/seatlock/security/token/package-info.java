/**
 * Token mode: whom a token or an API key stands for, and which scope each call needs. Nothing of it exists in the other
 * modes, but for the making of keys.
 */
@NullMarked
package io.seatlock.security.token;

import org.jspecify.annotations.NullMarked;
