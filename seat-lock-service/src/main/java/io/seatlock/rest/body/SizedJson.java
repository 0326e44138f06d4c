package io.seatlock.rest.body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an answer with its {@code Content-Length}. Without it Tomcat sends each answer in chunks, the last of them by a
 * second system call, which is a tenth of the cost of a lock. Answers are small, so they may be in memory as a whole.
 */
@Component
class SizedJson extends JacksonJsonHttpMessageConverter {

  private static final int USUAL_BYTES = 256;

  SizedJson(JsonMapper json) {
    super(json);
  }

  /** It comes before the converters for bytes and files, which would be written as JSON otherwise. */
  @Override
  public boolean canWrite(ResolvableType type, Class<?> answer, @Nullable MediaType mediaType) {
    return answer != byte[].class && !Resource.class.isAssignableFrom(answer)
        && super.canWrite(type, answer, mediaType);
  }

  @Override
  protected void writeInternal(Object answer, ResolvableType type, HttpOutputMessage response,
      @Nullable Map<String, Object> hints) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_BYTES);
    super.writeInternal(answer, type, new InMemory(response.getHeaders(), body), hints);
    response.getHeaders().setContentLength(body.size());
    body.writeTo(response.getBody());
  }

  private record InMemory(HttpHeaders headers, OutputStream body) implements HttpOutputMessage {

    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public OutputStream getBody() {
      return body;
    }
  }
}
