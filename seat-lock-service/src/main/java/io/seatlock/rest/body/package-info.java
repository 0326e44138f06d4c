/** How bodies are read and written: as JSON that is not compressed, with their length, times with three decimals. */
@NullMarked
package io.seatlock.rest.body;

import org.jspecify.annotations.NullMarked;
