package io.seatlock.best;

import io.seatlock.best.choice.Wish;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.seat.IdRules;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.SeatGroup;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A request for the best free seats.
 *
 * @param category the name of a price category; null for any
 * @param section the id of a zone, or its name; null for any
 * @param adjacent whether the seats must be side by side
 * @param requestId see {@link io.seatlock.seat.SeatCommand.LockBest}
 */
public record BestRequest(String venueId, String userId, int count, @Nullable String category, @Nullable String section,
    boolean adjacent, Duration timeout, @Nullable String requestId) {

  /** The largest number of names in an error message. */
  private static final int MAX_NAMES = 20;

  /** @throws InvalidRequest if a field is invalid; names the field */
  public BestRequest(@Nullable String venueId, @Nullable String userId, @Nullable Long count, @Nullable String category,
      @Nullable String section, boolean adjacent, Duration timeout, @Nullable String requestId) {
    this(IdRules.id("venueId", venueId), IdRules.text("userId", userId), count(count), category, section, adjacent,
        timeout, IdRules.optionalText("requestId", requestId));
  }

  private static int count(@Nullable Long count) {
    if (count == null || count < 1 || count > SeatGroup.MAX_SEATS) {
      throw new InvalidRequest("count", "must be a whole number from 1 to " + SeatGroup.MAX_SEATS);
    }
    return Math.toIntExact(count);
  }

  /** @throws InvalidRequest if the plan has no such category or section */
  Wish wish(SeatingPlan plan) {
    List<String> categories = plan.categories().stream().map(SeatingPlan.Category::name).toList();
    List<String> sections = plan.sections().stream().map(SeatingPlan.Section::id).toList();
    return new Wish(count, index("category", category, categories, plan::indexOfCategory),
        index("section", section, sections, plan::indexOfSection), adjacent);
  }

  private static int index(String field, @Nullable String wanted, List<String> names, ToIntFunction<String> indexOf) {
    int index = wanted == null ? Wish.ANY : indexOf.applyAsInt(wanted);
    if (wanted != null && index < 0) {
      throw new InvalidRequest(field, "is not in the plan of this venue; " + listed(names));
    }
    return index;
  }

  private static String listed(List<String> names) {
    String some = IntStream.range(0, Math.min(names.size(), MAX_NAMES)).mapToObj(names::get)
        .collect(Collectors.joining("', '", "'", "'"));
    String more = names.size() > MAX_NAMES ? " and " + (names.size() - MAX_NAMES) + " more" : "";
    return names.isEmpty() ? "its plan has none" : "its plan has " + some + more;
  }
}
