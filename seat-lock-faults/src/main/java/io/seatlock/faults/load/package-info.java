/**
 * Clients of every kind, each in a random mix of its own seed, who write down what they asked and what
 * they were told; and the consumer that reads what was announced. Knows the service by its public contract
 * only.
 */
@NullMarked
package io.seatlock.faults.load;

import org.jspecify.annotations.NullMarked;
