/**
 * What a browser must not be able to do for a foreign page: reach the service under a foreign name (DNS rebinding),
 * change seats from another origin, run foreign script in the service's pages. Knows no seats.
 */
@NullMarked
package io.seatlock.browser;

import org.jspecify.annotations.NullMarked;
