package io.seatlock.live.feed;

import io.seatlock.seat.SeatState.Status;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The parts of an event record that live streams use. */
record SeatEvent(String venueId, SeatChange change) {

  /**
   * The greatest accepted version, in µs; it corresponds to the year 2112. A greater one was not written by the
   * service. It would make the streams ignore all later changes of the seat, and JavaScript could not represent its
   * successors exactly.
   */
  private static final long GREATEST_VERSION = 1L << 52;

  /** @return null if the record is not an event of the service; others may write to the topics as well */
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

  /** @return the number; 0 if the text is not a number */
  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException foreign) {
      return 0;
    }
  }
}
