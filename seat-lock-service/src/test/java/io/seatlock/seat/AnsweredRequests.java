package io.seatlock.seat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By source, the numbers of the requests that {@link InMemorySeats} has answered and that may come again. */
final class AnsweredRequests {

  private final Map<String, Set<Long>> bySource = new HashMap<>();

  static Request.@Nullable Position position(SeatCommand command) {
    Request request = switch (command) {
      case SeatCommand.Lock lock -> lock.request();
      case SeatCommand.Finalize sale -> sale.request();
      case SeatCommand.Reject reject -> reject.request();
      default -> null;
    };
    return request == null ? null : request.position();
  }

  boolean contains(Request.@Nullable Position position) {
    return position != null && numbers(position).contains(position.number());
  }

  void add(Request.@Nullable Position position) {
    if (position != null) {
      numbers(position).removeIf(number -> number < position.firstUnanswered());
      numbers(position).add(position.number());
    }
  }

  private Set<Long> numbers(Request.Position position) {
    return bySource.computeIfAbsent(position.source(), _ -> new HashSet<>());
  }
}
