package io.seatlock.payload;

import io.seatlock.seat.text.NormalForm;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/**
 * Reads every text of a request in its {@link NormalForm}, so that a rejection contains the same names as the events.
 */
@JacksonComponent
class NormalizedTextDeserializer extends StringDeserializer {

  @Override
  public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
    return NormalForm.of(super.deserialize(json, context));
  }
}
