package io.seatlock.faults.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The seating plan of a venue: its seats, row by row, in the order in which packed streams number them.
 *
 * @param seats by their names in Redis, {@code row_seat}
 * @param json in the layout of the editor, with one zone, so that rows keep their names
 */
public record VenuePlan(String venue, List<String> seats, String json) {

  private static final int PITCH = 20;

  static VenuePlan of(String venue, List<Place> places) {
    Map<String, List<Place>> rows = places.stream()
        .collect(Collectors.groupingBy(Place::row, LinkedHashMap::new, Collectors.toList()));
    List<String> seats = rows.values().stream().flatMap(List::stream).map(VenuePlan::name).toList();
    return new VenuePlan(venue, seats, json(List.copyOf(rows.values())));
  }

  /** One row of seats that are numbered from 0 on. */
  public static VenuePlan ofRow(String venue, String row, int seats) {
    return of(venue, IntStream.range(0, seats).mapToObj(seat -> new Place(venue, row, String.valueOf(seat))).toList());
  }

  private static String name(Place place) {
    return place.row() + "_" + place.seat();
  }

  private static String json(List<List<Place>> rows) {
    return IntStream.range(0, rows.size()).mapToObj(y -> row(rows.get(y), y)).collect(Collectors.joining(",", """
        {"name":"House","size":{"width":2000,"height":%d},"categories":[{"name":"All","color":"#3d6fb6"}],\
        "zones":[{"name":"Hall","zone_id":"hall","position":{"x":0,"y":0},"rows":["""
        .formatted(PITCH * (rows.size() + 1)), "]}]}"));
  }

  private static String row(List<Place> places, int y) {
    return IntStream.range(0, places.size()).mapToObj(x -> seat(places.get(x), x))
        .collect(Collectors.joining(",", "{\"row_number\":\"%s\",\"position\":{\"x\":0,\"y\":%d},\"seats\":["
            .formatted(places.getFirst().row(), PITCH * y), "]}"));
  }

  private static String seat(Place place, int x) {
    return "{\"seat_guid\":\"%s\",\"seat_number\":\"%s\",\"position\":{\"x\":%d,\"y\":0},\"category\":\"All\"}"
        .formatted(name(place), place.seat(), PITCH * x);
  }
}
