package io.seatlock.payload;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Translates Jackson's exceptions into the field and the advice of an error message. */
public final class JsonErrors {

  private JsonErrors() {}

  /** The path of the wrong field, e.g. {@code seats[3].row}; empty if the body is no object. */
  public static String field(JacksonException wrong) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : wrong.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }

  public static String advice(JacksonException wrong) {
    if (wrong instanceof UnrecognizedPropertyException unknown) {
      return "is not a field of this request; its fields are " + unknown.getKnownPropertyIds();
    }
    return field(wrong).endsWith("timeoutSeconds") ? "must be a whole number" : "has the wrong type";
  }
}
