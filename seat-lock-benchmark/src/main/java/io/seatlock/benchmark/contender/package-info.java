/** The designs that the service is compared with, each a small Spring MVC program behind the same endpoint. */
@NullMarked
package io.seatlock.benchmark.contender;

import org.jspecify.annotations.NullMarked;
