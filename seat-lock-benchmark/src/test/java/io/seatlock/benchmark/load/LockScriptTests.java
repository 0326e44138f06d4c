package io.seatlock.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LockScriptTests {

  @Test
  void argumentsOfACapturedCommandAreReadWithTheirEscapes() {
    assertThat(
        LockScript
            .arguments("1.2 [0 127.0.0.1:5] \"evalsha\" \"\" \"{\\\"a\\\":\\\"b\\\\\\\\\\\"}\" \"\\x00\\xff\\n\""))
        .containsExactly("evalsha", "", "{\"a\":\"b\\\\\"}", "\u0000\u00ff\n");
  }

  @Test
  void seatReplacesEachPlaceholder() {
    byte[] command = LockScript.of("SET", "a:10000000", "b10000000").command(10_000_042);
    assertThat(new String(command, StandardCharsets.ISO_8859_1))
        .isEqualTo("*3\r\n$3\r\nSET\r\n$10\r\na:10000042\r\n$9\r\nb10000042\r\n");
  }
}
