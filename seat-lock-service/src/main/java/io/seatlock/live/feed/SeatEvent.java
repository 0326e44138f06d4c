package io.seatlock.live.feed;

import io.seatlock.seat.SeatState.Status;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record of a topic of changes, as far as it is looked at. */
record SeatEvent(String venueId, SeatChange change) {

  /**
   * In the year 2112. A seat with a greater version, which is none of ours, would take part in no change any longer, and
   * JavaScript could not count on from it.
   */
  private static final long GREATEST_VERSION = 1L << 52;

  /** @return null if it is none of ours; others may write into the topics, too */
  static @Nullable SeatEvent of(ConsumerRecord<byte[], byte[]> record, Status status) {
    Header version = record.headers().lastHeader("ce_seatversion");
    if (version == null || version.value() == null || record.key() == null) {
      return null;
    }
    String[] seat = new String(record.key(), StandardCharsets.UTF_8).split(":", -1);
    long number = number(new String(version.value(), StandardCharsets.US_ASCII));
    return seat.length != 3 || number <= 0 || number > GREATEST_VERSION
        ? null
        : new SeatEvent(seat[0], new SeatChange(seat[1], seat[2], status, number));
  }

  /** @return 0 if it is none */
  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException foreign) {
      return 0;
    }
  }
}
