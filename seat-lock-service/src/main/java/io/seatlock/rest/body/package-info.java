/** Reading and writing of bodies: uncompressed JSON, answers with their length, times with three decimals. */
@NullMarked
package io.seatlock.rest.body;

import org.jspecify.annotations.NullMarked;
