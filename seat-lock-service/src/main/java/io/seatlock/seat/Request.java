package io.seatlock.seat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command that arrived as a record and must be answered by exactly one record, also when nothing
 * changes.
 *
 * @param id the same each time this record is delivered; becomes the {@code ce_id} of a rejection
 * @param sentAt the record's own timestamp (the sender's or broker's clock), compared with Redis' clock
 *     to refuse a request that is too old
 * @param body the request's fields as a JSON object, echoed by a rejection
 * @param position the position of the record in its source, so that it is answered once however
 *     often it is delivered; null if deliveries need not be recognized
 */
public record Request(String id, Instant sentAt, String body, @Nullable Position position) {

  /**
   * A place in a numbered sequence of requests.
   *
   * @param source identifies the consumer group and the topic partition: each consumer group is answered separately
   * @param number rises within the source
   * @param firstUnanswered no request below it will be delivered again; what is remembered of them is forgotten
   */
  public record Position(String source, long number, long firstUnanswered) {}
}
