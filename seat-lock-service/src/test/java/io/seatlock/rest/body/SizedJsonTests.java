package io.seatlock.rest.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

class SizedJsonTests {

  private record Answer(String status) {}

  private final SizedJson json = new SizedJson(JsonMapper.shared());

  @Test
  void bytesAndFilesThatAreJsonAlreadyAreLeftToOthers() {
    assertThat(canWrite(Answer.class)).isTrue();
    assertThat(canWrite(byte[].class)).isFalse();
    assertThat(canWrite(InputStreamResource.class)).isFalse();
  }

  private boolean canWrite(Class<?> answer) {
    return json.canWrite(ResolvableType.forClass(answer), answer, MediaType.APPLICATION_JSON);
  }
}
