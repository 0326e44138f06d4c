/** The programs and servers that are measured, each a process of its own on 127.0.0.1. */
@NullMarked
package io.seatlock.benchmark.setup;

import org.jspecify.annotations.NullMarked;
