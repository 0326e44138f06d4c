package io.seatlock.rest;

/** The answer to a call after which all that counts is what the seats are now. */
record StatusAnswer(String status) {}
