/**
 * The service together with a Redis and a Kafka broker of its own, for trying it and for development.
 * It adds nothing to the service but the addresses of the two.
 */
@NullMarked
package io.seatlock.standalone;

import org.jspecify.annotations.NullMarked;
