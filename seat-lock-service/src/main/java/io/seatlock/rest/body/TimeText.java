package io.seatlock.rest.body;

import io.seatlock.seat.Times;
import java.time.Instant;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Serializes times in answers and in the properties of problems, by {@link Times}. */
@JacksonComponent
class TimeText extends StdSerializer<Instant> {

  TimeText() {
    super(Instant.class);
  }

  @Override
  public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
    json.writeString(Times.text(time));
  }
}
