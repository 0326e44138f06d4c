package io.seatlock.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Has the script look at seats and collects what it finds. Seats gather until they are worth the way. */
final class Inspection {

  /** Seats in one command; group commit bounds how many of these share a call. */
  static final int MOST_SEATS = 50;

  /** Commands under way, so that a check of millions of seats needs little memory. */
  private static final int MOST_PENDING = 256;

  private final boolean repair;

  private final Findings findings;

  private final List<Pending> pending = new ArrayList<>();

  Inspection(boolean repair, Findings findings) {
    this.repair = repair;
    this.findings = findings;
  }

  /** @param user in whose holdings the seats were met, or empty */
  void look(Partition partition, String user, List<Met> seats) {
    look(partition, user, seats, _ -> {});
  }

  /** @param found hears how each seat is in its hash */
  void look(Partition partition, String user, List<Met> seats, Consumer<Found> found) {
    Map<String, List<Met>> byVenue = seats.stream().collect(Collectors.groupingBy(Met::venueId));
    byVenue.values().forEach(ofVenue -> {
      for (int from = 0; from < ofVenue.size(); from += MOST_SEATS) {
        submit(partition, user, ofVenue.subList(from, Math.min(from + MOST_SEATS, ofVenue.size())), found);
      }
    });
  }

  private void submit(Partition partition, String user, List<Met> seats, Consumer<Found> found) {
    pending.add(new Pending(partition, seats, found, partition.commit().submit(frame(partition.keys(), user, seats))));
    if (pending.size() >= MOST_PENDING) {
      finish();
    }
  }

  /** @param seats of one venue */
  private Frame frame(Keys keys, String user, List<Met> seats) {
    String venueId = seats.getFirst().venueId();
    List<String> names = new ArrayList<>(List.of(keys.seats(venueId)));
    List<String> args = new ArrayList<>(
        List.of(repair ? "1" : "0", user, keys.holdingsPrefix(venueId), String.valueOf(seats.size())));
    for (Met seat : seats) {
      names.add(keys.lock(seat.name()));
      args.add(seat.field());
      args.add(seat.name());
    }
    return new Frame("inspect", names, args);
  }

  /** Waits for all answers. */
  void finish() {
    pending.forEach(this::read);
    pending.clear();
  }

  private void read(Pending answered) {
    Reply reply = answered.partition().await(answered.reply());
    for (int i = 0; i < answered.seats().size(); i++) {
      Met seat = answered.seats().get(i);
      List<?> report = (List<?>) reply.values().get(i + 2);
      answered.found().accept(new Found(seat, (Long) report.getFirst(), text(report.get(1))));
      report.stream().skip(2).forEach(difference -> findings.add(difference(seat, (List<?>) difference)));
    }
  }

  private static Difference difference(Met seat, List<?> told) {
    Difference.Kind kind = Difference.Kind.valueOf(text(told.getFirst()));
    String key = text(told.get(1));
    return Difference.of(kind, kind == Difference.Kind.WRONG_TYPE ? key : seat.name(), key, text(told.get(2)),
        text(told.get(3)), (Long) told.get(4) == 1);
  }

  private static String text(Object value) {
    return new String((byte[]) value, StandardCharsets.UTF_8);
  }

  /**
   * @param version 0 if the seat was never touched, -1 if it can't be read
   * @param status empty if it can't be read
   */
  record Found(Met seat, long version, String status) {}

  private record Pending(Partition partition, List<Met> seats, Consumer<Found> found, CompletableFuture<Reply> reply) {}
}
