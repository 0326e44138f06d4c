package io.seatlock.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpConnectionTests {

  @Test
  void answerWithALengthIsCompleteWhenAllOfItIsThere() {
    String head = "HTTP/1.1 200 \r\nContent-Length: 3\r\nDate: now\r\n\r\n";
    assertThat(HttpConnection.isComplete(head + "ab")).isFalse();
    assertThat(HttpConnection.isComplete(head + "abc")).isTrue();
  }

  @Test
  void chunkedAnswerIsCompleteWithTheLastChunk() {
    String head = "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(HttpConnection.isComplete(head + "3\r\nabc\r\n")).isFalse();
    assertThat(HttpConnection.isComplete(head + "3\r\nabc\r\n0\r\n\r\n")).isTrue();
  }

  @Test
  void headAloneIsNotComplete() {
    assertThat(HttpConnection.isComplete("HTTP/1.1 200 \r\nContent-Length: 0\r\n")).isFalse();
  }
}
