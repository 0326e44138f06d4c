/** Everything under {@code seat-lock.*}, and the sentences that end a start with impossible settings. */
@NullMarked
package io.seatlock.settings;

import org.jspecify.annotations.NullMarked;
