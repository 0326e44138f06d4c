package io.seatlock.plan.layout;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** What the parser could not read, in the words of the other mistakes. */
final class BrokenJson {

  private BrokenJson() {}

  /** @param bytes of the whole document */
  static String advice(JacksonException broken, int bytes) {
    return switch (broken) {
      case StreamConstraintsException _ -> "is nested too deep, or has too long a text, name or number"
          + place(broken);
      case JacksonException it when it instanceof UnexpectedEndOfInputException || isAtTheEnd(it, bytes) ->
        "ends too early, so the document was cut" + place(broken);
      // The parser has no class of its own for this one.
      case JacksonException it when it.getOriginalMessage().startsWith("Duplicate") ->
        "has the same field twice" + place(broken);
      default -> "is not JSON" + place(broken);
    };
  }

  private static boolean isAtTheEnd(JacksonException broken, int bytes) {
    return broken.getLocation() != null && broken.getLocation().getByteOffset() >= bytes;
  }

  private static String place(JacksonException broken) {
    TokenStreamLocation place = broken.getLocation();
    return place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
  }
}
