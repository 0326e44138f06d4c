package io.seatlock.plan.layout;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the document as a stream of values. A value of the wrong type is recorded as a mistake and skipped. A field
 * with the value {@code null} counts as missing, since some programs write it for missing values.
 */
final class PlanJson {

  private final JsonParser json;

  private final Mistakes mistakes;

  PlanJson(JsonParser json, Mistakes mistakes) {
    this.json = json;
    this.mistakes = mistakes;
  }

  /** Moves to the first value. */
  void start() {
    if (json.nextToken() == null) {
      throw last("is empty; send a plan as one JSON object");
    }
  }

  /** Checks that nothing follows the last value. */
  void end() {
    if (json.nextToken() != null) {
      throw last("has more text after its end; send one JSON object");
    }
  }

  /**
   * Reads the object that begins here.
   *
   * @param field called with the name of each field, at its value, which it reads or {@linkplain #skip() skips}
   * @param required the names of required fields
   * @return false if the value is not an object
   */
  boolean object(Consumer<String> field, String... required) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return wrongType("an object");
    }
    boolean[] present = new boolean[required.length];
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      if (json.nextToken() != JsonToken.VALUE_NULL) {
        markPresent(name, required, present);
        field.accept(name);
      }
    }
    for (int i = 0; i < required.length; i++) {
      if (!present[i]) {
        mistake("has no " + required[i]);
      }
    }
    return true;
  }

  private static void markPresent(String name, String[] required, boolean[] present) {
    for (int i = 0; i < required.length; i++) {
      present[i] |= required[i].equals(name);
    }
  }

  /**
   * Reads the list that begins here.
   *
   * @param most the largest number of elements; a longer list ends the reading
   * @param element called at each element
   */
  boolean list(int most, Runnable element) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return wrongType("a list");
    }
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      if (i == most) {
        throw last("is one too many; at most " + most + " are allowed here");
      }
      element.run();
    }
    return true;
  }

  /**
   * @param most the largest length, in chars
   * @return the text; null if the value is not a text or is too long, which is recorded as a mistake
   */
  @Nullable
  String text(int most) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      wrongType("a text");
      return null;
    }
    String text = json.getString();
    if (text.length() > most) {
      mistake("must have at most " + most + " characters");
      return null;
    }
    if (hasLoneSurrogate(text)) {
      mistake("has half of a surrogate pair, which is no character; write the whole character");
      return null;
    }
    return text;
  }

  /**
   * @return the number; null if the value is not a number from {@code least} to {@code most}, which is recorded as a
   *     mistake
   */
  @Nullable
  Double number(double least, double most, String advice) {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      wrongType("a number");
      return null;
    }
    double number = json.getDoubleValue();
    if (number >= least && number <= most) {
      return number;
    }
    mistake(advice);
    return null;
  }

  boolean flag() {
    JsonToken token = json.currentToken();
    return token == JsonToken.VALUE_TRUE || (token != JsonToken.VALUE_FALSE && wrongType("true or false"));
  }

  void skip() {
    json.skipChildren();
  }

  /** Adds a mistake about the value that is being read or was read last. */
  void mistake(String message) {
    mistakes.add(pointer(), message);
  }

  /** As {@link #mistake}, for a mistake after which the rest can't be read. */
  Mistakes.Enough last(String message) {
    return mistakes.last(pointer(), message);
  }

  String pointer() {
    return json.streamReadContext().pathAsPointer().toString();
  }

  private boolean wrongType(String wanted) {
    mistake("must be " + wanted);
    skip();
    return false;
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
        return true;
      }
    }
    return false;
  }
}
