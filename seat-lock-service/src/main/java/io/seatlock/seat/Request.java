package io.seatlock.seat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a command that arrived as a Kafka record. It must be answered by exactly one event, even if it changes
 * nothing.
 *
 * @param id identical for every delivery of this record; becomes the {@code ce_id} of a rejection
 * @param sentAt the record's own timestamp (the sender's or broker's clock), compared with Redis' clock to refuse a
 *     request that is too old
 * @param body the request's fields as a JSON object, repeated in a rejection
 * @param position the position of the record in its source, by which repeated deliveries are recognized and answered
 *     only once; null if they need not be recognized
 */
public record Request(String id, Instant sentAt, String body, @Nullable Position position) {

  /**
   * A position in a numbered sequence of requests.
   *
   * @param source identifies the consumer group and the topic partition: each consumer group is answered separately
   * @param number strictly rising within the source
   * @param firstUnanswered the requests below this number will not be delivered again, so the store may forget that it
   *     answered them
   */
  public record Position(String source, long number, long firstUnanswered) {}
}
