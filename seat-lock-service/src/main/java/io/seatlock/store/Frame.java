package io.seatlock.store;

import java.util.List;

/** One command as the script reads it: the operation's name, its KEYS and its ARGV. */
record Frame(String operation, List<String> keys, List<String> args) {}
