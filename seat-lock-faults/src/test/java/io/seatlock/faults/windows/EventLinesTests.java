package io.seatlock.faults.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventLinesTests {

  private final EventLines lines = new EventLines();

  private List<StreamEvent> read(String text) {
    return Stream.of(text.split("\n", -1)).map(lines::next).filter(Objects::nonNull).toList();
  }

  @Test
  void eventEndsWithAnEmptyLine() {
    assertThat(read("event: seats\nid: e.7\ndata: {}\n")).containsExactly(new StreamEvent("seats", "e.7", "{}"));
    assertThat(read("event: seats\nid: e.8\ndata: {}")).isEmpty();
  }

  @Test
  void nothingIsKeptForTheNextEvent() {
    assertThat(read("event: seats\nid: e.7\ndata: 1\n\ndata: 2\n")).containsExactly(
        new StreamEvent("seats", "e.7", "1"), new StreamEvent("message", null, "2"));
  }

  @Test
  void commentsAndTimesAreNoEvents() {
    assertThat(read(": still here\n\nretry: 1200\n\n:\n\n")).isEmpty();
  }

  @Test
  void dataOfSeveralLinesAreJoined() {
    assertThat(read("data: a\ndata:b\n")).containsExactly(new StreamEvent("message", null, "a\nb"));
  }
}
