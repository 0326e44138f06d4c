/**
 * Everything that isn't a success, as a problem with a stable code: what the service, Spring and Tomcat refuse, and what
 * fails. Also the headers that these answers share with all others.
 */
@NullMarked
package io.seatlock.rest.problem;

import org.jspecify.annotations.NullMarked;
