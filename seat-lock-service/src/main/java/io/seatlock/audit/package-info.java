/**
 * The audit log of token mode: one line of JSON for each refused caller, each sale or release, each change of a plan and
 * each call for somebody else. Never a token, key, lockId or userId.
 */
@NullMarked
package io.seatlock.audit;

import org.jspecify.annotations.NullMarked;
