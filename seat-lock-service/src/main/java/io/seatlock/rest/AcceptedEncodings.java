package io.seatlock.rest;

import java.util.Locale;
import java.util.stream.Stream;

/** Parses the header {@code Accept-Encoding}. */
final class AcceptedEncodings {

  private AcceptedEncodings() {}

  static boolean includeGzip(String header) {
    return Stream.of(header.toLowerCase(Locale.ROOT).split(",")).map(String::strip).anyMatch(AcceptedEncodings::isGzip);
  }

  private static boolean isGzip(String encoding) {
    String[] nameAndWeight = encoding.split("\\s*;\\s*q\\s*=\\s*", 2);
    return nameAndWeight[0].equals("gzip") && (nameAndWeight.length == 1 || !nameAndWeight[1].matches("0(\\.0*)?"));
  }
}
