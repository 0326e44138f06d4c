/** Starts the programs and servers that are measured, each as a separate process on 127.0.0.1. */
@NullMarked
package io.seatlock.benchmark.setup;

import org.jspecify.annotations.NullMarked;
