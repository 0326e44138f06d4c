/** Calls of the Lua script that is the state machine: keys, typed commands and replies, group commit, EVALSHA. */
@NullMarked
package io.seatlock.store.script;

import org.jspecify.annotations.NullMarked;
