/**
 * The audit log of token mode: one line of JSON for each refused caller, each sale or release, each change of a plan
 * and each call on behalf of another user. It never contains a token, a key, a lockId or a userId.
 */
@NullMarked
package io.seatlock.audit;

import org.jspecify.annotations.NullMarked;
