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
 * Asks for the best seats that are free.
 *
 * @param category the name of a price category; null for any
 * @param section the id of a zone, or its name; null for any
 * @param adjacent whether seats that are not side by side are refused
 * @param requestId see {@link io.seatlock.seat.SeatCommand.LockBest}
 */
public record BestRequest(String venueId, String userId, int count, @Nullable String category, @Nullable String section,
    boolean adjacent, Duration timeout, @Nullable String requestId) {

  /** Of the names that a refusal lists. */
  private static final int MOST_NAMES = 20;

  /** @throws InvalidRequest naming the field */
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
    return new Wish(count, place("category", category, categories, categories::indexOf),
        place("section", section, sections, plan::indexOfSection), adjacent);
  }

  private static int place(String field, @Nullable String wanted, List<String> names, ToIntFunction<String> places) {
    int place = wanted == null ? Wish.ANY : places.applyAsInt(wanted);
    if (wanted != null && place < 0) {
      throw new InvalidRequest(field, "is none of this venue; " + listed(names));
    }
    return place;
  }

  private static String listed(List<String> names) {
    String some = IntStream.range(0, Math.min(names.size(), MOST_NAMES)).mapToObj(names::get)
        .collect(Collectors.joining("', '", "'", "'"));
    String more = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
    return names.isEmpty() ? "its plan has none" : "its plan has " + some + more;
  }
}
