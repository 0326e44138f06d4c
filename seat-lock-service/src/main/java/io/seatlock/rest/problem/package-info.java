/**
 * Answers to failed requests as problems with a stable code: refusals of the service, of Spring and of Tomcat, and
 * failures. Also the headers that all answers have.
 */
@NullMarked
package io.seatlock.rest.problem;

import org.jspecify.annotations.NullMarked;
