/**
 * Example seating plans in the open layout that the service reads, computed by a program: a theatre and an arena for
 * people who try the page, and halls of any size for tests and measurements. Uses nothing but the JDK.
 */
@NullMarked
package io.seatlock.plans;

import org.jspecify.annotations.NullMarked;
