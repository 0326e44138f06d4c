/** Settings of the store. */
@NullMarked
package io.seatlock.store.settings;

import org.jspecify.annotations.NullMarked;
