package io.seatlock.plan.layout;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Describes what the parser could not read, in the form of the other mistakes. */
final class BrokenJson {

  private static final List<String> WORDS = List.of("true", "false", "null");

  private static final int LONGEST_WORD = 5;

  private BrokenJson() {}

  /** @param start the index of the document's first byte after a byte order mark; the parser counts from there */
  static String advice(JacksonException broken, byte[] document, int start) {
    return switch (broken) {
      case StreamConstraintsException _ -> "is nested too deep, or has too long a text, name or number"
          + place(broken);
      case JacksonException it when it instanceof UnexpectedEndOfInputException || isCut(it, document, start) ->
        "ends too early, so the document was cut" + place(broken);
      // The parser has no exception class for this mistake.
      case JacksonException it when it.getOriginalMessage().startsWith("Duplicate") ->
        "has the same field twice" + place(broken);
      default -> "is not JSON" + place(broken);
    };
  }

  /**
   * Whether the document was cut off. The parser reports a word or number that was cut, or an end after a comma, as
   * invalid and not as an early end.
   */
  private static boolean isCut(JacksonException broken, byte[] document, int start) {
    int at = broken.getLocation() == null ? 0 : start + (int) broken.getLocation().getByteOffset();
    if (at <= start || document.length - at >= LONGEST_WORD) {
      return false;
    }
    String rest = new String(document, at, document.length - at, StandardCharsets.ISO_8859_1);
    return rest.equals(".") ? Character.isDigit(document[at - 1]) : WORDS.stream().anyMatch(it -> it.startsWith(rest));
  }

  private static String place(JacksonException broken) {
    TokenStreamLocation place = broken.getLocation();
    return place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
  }
}
