package io.seatlock.faults.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The seats that clients choose from, in several venues: a few hot seats, which all clients contend for, and many
 * others.
 */
public final class SeatPool {

  private static final int SEATS_IN_A_ROW = 50;

  private final List<List<Place>> hot;

  private final List<List<Place>> cold;

  /**
   * @param name prefix of the venues' names, followed by a number
   * @param hotSeats of each venue
   * @param coldSeats of each venue
   */
  public SeatPool(String name, int venues, int hotSeats, int coldSeats) {
    hot = IntStream.range(0, venues).mapToObj(venue -> places(name + "-" + venue, "H", hotSeats)).toList();
    cold = IntStream.range(0, venues).mapToObj(venue -> places(name + "-" + venue, "C", coldSeats)).toList();
  }

  private static List<Place> places(String venue, String row, int seats) {
    return IntStream.range(0, seats)
        .mapToObj(seat -> new Place(venue, row + seat / SEATS_IN_A_ROW, String.valueOf(seat % SEATS_IN_A_ROW)))
        .toList();
  }

  /**
   * Seating plans of all venues.
   *
   * @param bulkGroups number of additional groups of seats in the first venue, for {@link BulkLocks}
   */
  public List<VenuePlan> plans(int bulkGroups) {
    return IntStream.range(0, hot.size()).mapToObj(venue -> {
      List<Place> places = new ArrayList<>(hot.get(venue));
      places.addAll(cold.get(venue));
      String name = places.getFirst().venue();
      for (int group = 0; venue == 0 && group < bulkGroups; group++) {
        places.addAll(BulkLocks.group(name, group));
      }
      return VenuePlan.of(name, places);
    }).toList();
  }

  Place hot(Random random) {
    return any(any(hot, random), random);
  }

  Place cold(Random random) {
    return any(any(cold, random), random);
  }

  /** Two to five seats of one venue, in any order. In one of three groups one of the seats is hot. */
  List<Place> group(Random random) {
    int venue = random.nextInt(cold.size());
    List<Place> group = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      group.add(any(hot.get(venue), random));
    }
    int size = 2 + random.nextInt(4);
    while (group.size() < size) {
      Place next = any(cold.get(venue), random);
      if (!group.contains(next)) {
        group.add(next);
      }
    }
    return group;
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
