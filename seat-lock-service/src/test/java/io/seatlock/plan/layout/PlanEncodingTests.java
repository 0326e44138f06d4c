package io.seatlock.plan.layout;

import static io.seatlock.plan.layout.Documents.small;
import static io.seatlock.plan.layout.Documents.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan is answered again byte by byte, as JSON, which is UTF-8. */
class PlanEncodingTests {

  private static void assertRefused(byte[] document, String message) {
    assertThat(LayoutReader.read(document)).isInstanceOfSatisfying(PlanReading.Invalid.class,
        it -> assertThat(it.mistakes().getFirst().message()).matches(message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32", "ISO-8859-1"})
  void otherCharsetsAreRefused(String charset) {
    assertRefused(small("\"Small\"", "\"Gr\u00F6\u00DFe\"").getBytes(Charset.forName(charset)),
        "is not (UTF-8|JSON).*");
  }

  /** All its bytes may stand in UTF-8. A parser that guesses would read it. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void charsetIsNotGuessed(String charset) {
    assertRefused(text("small").getBytes(Charset.forName(charset)), "is not JSON.*");
  }

  /** Nobody here reads it, but it would be answered again. */
  @Test
  void wrongBytesInAnUnknownFieldAreRefused() {
    byte[] document = small("\"radius\": 8.5", "\"unknown\": \"" + " ".repeat(20_000) + "~\"")
        .getBytes(StandardCharsets.UTF_8);
    document[new String(document, StandardCharsets.UTF_8).indexOf('~')] = (byte) 0xE4;

    assertRefused(document, "is not UTF-8.*");
  }
}
