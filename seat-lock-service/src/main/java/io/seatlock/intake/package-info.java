/**
 * The doors: REST and Kafka in. They translate requests into commands and outcomes into answers, and
 * decide nothing. Imports {@code seat} only.
 */
@NullMarked
package io.seatlock.intake;

import org.jspecify.annotations.NullMarked;
