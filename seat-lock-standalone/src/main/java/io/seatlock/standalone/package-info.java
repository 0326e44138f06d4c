/**
 * The service together with a Redis and a Kafka broker of its own, to try it out and for development. The service itself
 * is unchanged: it gets the addresses of both, example plans, a demo issuer of tokens and simulated buyers.
 */
@NullMarked
package io.seatlock.standalone;

import org.jspecify.annotations.NullMarked;
