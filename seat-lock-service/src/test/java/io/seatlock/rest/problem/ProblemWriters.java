package io.seatlock.rest.problem;

import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/** For tests of filters in other packages. */
public final class ProblemWriters {

  private ProblemWriters() {}

  public static ProblemWriter create() {
    return new ProblemWriter(JsonMapper.builder()
        .addMixIn(ProblemDetail.class,
            ProblemDetailJacksonMixin.class)
        .build());
  }
}
