/** All settings under {@code seat-lock.*}, their checks, and the messages for invalid ones. */
@NullMarked
package io.seatlock.settings;

import org.jspecify.annotations.NullMarked;
