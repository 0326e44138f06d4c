package io.seatlock.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpLineTests {

  @Test
  void answerWithALengthIsCompleteWhenAllOfItIsThere() {
    String head = "HTTP/1.1 200 \r\nContent-Length: 3\r\nDate: now\r\n\r\n";
    assertThat(HttpLine.isComplete(head + "ab")).isFalse();
    assertThat(HttpLine.isComplete(head + "abc")).isTrue();
  }

  @Test
  void answerInChunksIsCompleteWithTheLastOne() {
    String head = "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(HttpLine.isComplete(head + "3\r\nabc\r\n")).isFalse();
    assertThat(HttpLine.isComplete(head + "3\r\nabc\r\n0\r\n\r\n")).isTrue();
  }

  @Test
  void headAloneIsNotComplete() {
    assertThat(HttpLine.isComplete("HTTP/1.1 200 \r\nContent-Length: 0\r\n")).isFalse();
  }
}
