package io.seatlock.payload;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What Jackson could not read, in the caller's words. */
public final class JsonErrors {

  private JsonErrors() {}

  /** The path as the caller wrote it, e.g. {@code seats[3].row}. */
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
      return "is unknown here; the fields are " + unknown.getKnownPropertyIds();
    }
    return field(wrong).endsWith("timeoutSeconds") ? "must be a whole number" : "has the wrong type";
  }
}
