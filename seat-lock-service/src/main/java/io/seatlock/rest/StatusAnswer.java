package io.seatlock.rest;

/** The response of calls that return only the seats' new status. */
record StatusAnswer(String status) {}
