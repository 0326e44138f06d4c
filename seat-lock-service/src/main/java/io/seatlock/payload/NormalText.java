package io.seatlock.payload;

import io.seatlock.seat.text.NormalForm;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/** Every text of a request in its normal form, so that a rejection repeats the names that the events carry, too. */
@JacksonComponent
class NormalText extends StringDeserializer {

  @Override
  public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
    return NormalForm.of(super.deserialize(json, context));
  }
}
