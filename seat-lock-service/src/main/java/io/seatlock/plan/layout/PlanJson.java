package io.seatlock.plan.layout;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The document as a stream of values. A value of the wrong type is noted and skipped. {@code null} counts as a field
 * that is not there, as programs write it.
 */
final class PlanJson {

  private final JsonParser json;

  private final Mistakes mistakes;

  PlanJson(JsonParser json, Mistakes mistakes) {
    this.json = json;
    this.mistakes = mistakes;
  }

  /** Goes to the first value. */
  void start() {
    if (json.nextToken() == null) {
      throw last("is empty; send a plan as one JSON object");
    }
  }

  /** Behind the last value. */
  void end() {
    if (json.nextToken() != null) {
      throw last("has more text behind its end");
    }
  }

  /**
   * Reads the object that begins here.
   *
   * @param field is called at the value of each field, and reads or {@linkplain #skip() skips} it
   * @param required fields that must be there
   * @return false if there is no object here
   */
  boolean object(Consumer<String> field, String... required) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return wrongType("an object");
    }
    boolean[] there = new boolean[required.length];
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      if (json.nextToken() != JsonToken.VALUE_NULL) {
        note(name, required, there);
        field.accept(name);
      }
    }
    for (int i = 0; i < required.length; i++) {
      if (!there[i]) {
        mistake("has no " + required[i]);
      }
    }
    return true;
  }

  private static void note(String name, String[] required, boolean[] there) {
    for (int i = 0; i < required.length; i++) {
      there[i] |= required[i].equals(name);
    }
  }

  /**
   * Reads the list that begins here.
   *
   * @param most elements; a longer list ends the reading
   * @param element is called at each
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
   * @param most chars
   * @return null if there is no such text here
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

  /** @return null if there is no number from {@code least} to {@code most} here */
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

  /** About the value that is read now, or that was read last. */
  void mistake(String message) {
    mistakes.add(pointer(), message);
  }

  /** As {@link #mistake}, for one behind which nothing can be understood. */
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
