package io.seatlock.live;

import io.seatlock.live.picture.VenuePicture;
import io.seatlock.plan.PlanSeat;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes the server-sent events of a venue's streams. Ids of venues, rows and seats need no escaping: they consist of
 * letters, digits, spaces and - . ~
 */
final class EventEncoder {

  static final byte[] COMMENT = bytes(":\n");

  /** The empty line that ends a comment. */
  static final byte[] EMPTY_LINE = bytes("\n");

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String venueId;

  private final String epoch;

  /** @param epoch the first part of all event ids */
  EventEncoder(String venueId, String epoch) {
    this.venueId = venueId;
    this.epoch = epoch;
  }

  /** @param changed the indexes of the seats whose present states make up the frame */
  Frame frame(long number, long from, long seq, VenuePicture picture, BitSet changed) {
    String head = "event: seats\nid: " + epoch + '.' + seq + "\ndata: {\"from\":" + from + ",\"seq\":" + seq + ',';
    return new Frame(number, seq, bytes(head + "\"seats\":[" + list(picture, changed) + "]}\n\n"),
        bytes(head + packed(picture, changed).member(picture) + "}\n\n"));
  }

  Snapshot snapshot(long number, long seq, VenuePicture picture, Encoding encoding) {
    BitSet taken = new BitSet();
    for (int i = 0; i < picture.size(); i++) {
      taken.set(i, picture.status(i) != Status.AVAILABLE);
    }
    String seats = switch (encoding) {
      case PLAIN -> "\"seats\":[" + list(picture, taken) + ']';
      case PACKED -> packed(picture, taken).member(picture);
    };
    return new Snapshot(number,
        bytes("event: snapshot\nid: " + epoch + '.' + seq + "\ndata: {\"venueId\":\"" + venueId + "\",\"plan\":\""
            + picture.planEtag() + "\",\"seq\":" + seq + ",\"now\":\""),
        bytes("\",\"counts\":" + JSON.writeValueAsString(picture.counts().asMap()) + ',' + seats + "}\n\n"));
  }

  private static StringBuilder list(VenuePicture picture, BitSet which) {
    StringBuilder list = new StringBuilder(which.cardinality() * 80);
    for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
      PlanSeat seat = picture.seat(i);
      list.append(list.isEmpty() ? "{\"row\":\"" : ",{\"row\":\"").append(seat.row()).append("\",\"seat\":\"")
          .append(seat.seat()).append("\",\"status\":\"").append(picture.status(i)).append("\",\"version\":")
          .append(picture.version(i)).append('}');
    }
    return list;
  }

  private static PackedSeats packed(VenuePicture picture, BitSet which) {
    PackedSeats packed = new PackedSeats();
    for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
      packed.add(i, picture.state(i));
    }
    return packed;
  }

  /** @param since when the data began to be outdated, by Redis' clock */
  static byte[] stale(Instant since) {
    return bytes("event: stale\ndata: {\"since\":\"" + Times.text(since) + "\"}\n\n");
  }

  /** The last event of a stream: the venue's plan was deleted. */
  static byte[] planGone() {
    return bytes("event: plan\ndata: {\"plan\":null}\n\n");
  }

  /** Tells clients how long to wait before they open a new stream after losing one. */
  static byte[] retry(long millis) {
    return bytes("retry: " + millis + "\n\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
