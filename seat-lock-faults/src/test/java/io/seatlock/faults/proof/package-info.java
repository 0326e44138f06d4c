/** The checker held against histories of known fate: each rule kept once and broken once. */
@NullMarked
package io.seatlock.faults.proof;

import org.jspecify.annotations.NullMarked;
