package io.seatlock.faults.load;

import java.util.List;
import java.util.stream.Collectors;

/** A seat as it is named in requests. */
record Place(String venue, String row, String seat, String key) {

  Place(String venue, String row, String seat) {
    this(venue, row, seat, venue + ":" + row + ":" + seat);
  }

  /** The beginning of a request's JSON: the fields of a single seat, or a list of several seats. */
  static String json(List<Place> places) {
    Place first = places.getFirst();
    if (places.size() == 1) {
      return "{\"venueId\":\"" + first.venue + "\",\"row\":\"" + first.row + "\",\"seat\":\"" + first.seat + "\"";
    }
    return places.stream().map(place -> "{\"row\":\"" + place.row + "\",\"seat\":\"" + place.seat + "\"}")
        .collect(Collectors.joining(",", "{\"venueId\":\"" + first.venue + "\",\"seats\":[", "]"));
  }

  static List<String> keys(List<Place> places) {
    return places.stream().map(Place::key).toList();
  }
}
