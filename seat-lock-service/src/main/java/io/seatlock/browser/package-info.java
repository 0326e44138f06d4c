/**
 * Protection against foreign pages in a user's browser. They must not reach the service under a foreign host name (DNS
 * rebinding) and must not change seats from another origin. Independent of seats.
 */
@NullMarked
package io.seatlock.browser;

import org.jspecify.annotations.NullMarked;
