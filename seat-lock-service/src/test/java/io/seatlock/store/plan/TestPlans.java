package io.seatlock.store.plan;

import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.Plans;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.SeatingPlan.Point;
import io.seatlock.plan.SeatingPlan.Size;
import io.seatlock.seat.SeatId;
import io.seatlock.store.script.Partitions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Plans whose document is the list of their seats. */
public final class TestPlans {

  private TestPlans() {}

  public static Plans of(Partitions partitions) {
    return new RedisPlans(partitions, TestPlans::read);
  }

  /** @return the seats of the hall that are in the way */
  public static List<SeatId> put(Plans plans, SeatId... seats) {
    return switch (put(plans, "hall", seats)) {
      case Plans.Put.Stored _ -> List.of();
      case Plans.Put.InUse inUse -> inUse.fields().stream().map(TestPlans::seat).toList();
    };
  }

  public static Plans.Put put(Plans plans, String venue, SeatId... seats) {
    byte[] document = document(seats);
    return plans.put(venue, document, read(document));
  }

  public static byte[] document(SeatId... seats) {
    return Stream.of(seats).map(seat -> seat.row() + "_" + seat.seat()).collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  public static SeatingPlan read(byte[] document) {
    List<String> fields = new String(document, StandardCharsets.UTF_8).lines().toList();
    List<PlanSeat> seats = IntStream.range(0, fields.size()).mapToObj(i -> {
      SeatId seat = seat(fields.get(i));
      return new PlanSeat(i, seat.row(), seat.seat(), 0, -1, 0, i, i, 0, false, null);
    }).toList();
    return SeatingPlan.of("test", new Size(1, 1), List.of(), List.of(), seats, new Point(0, 0), false);
  }

  private static SeatId seat(String field) {
    return new SeatId("hall", field.substring(0, field.indexOf('_')), field.substring(field.indexOf('_') + 1));
  }
}
