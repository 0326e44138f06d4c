package io.seatlock.seat;

import java.time.Instant;

/**
 * A command that arrived as a record and is owed exactly one answer on Kafka, also when nothing
 * changes.
 *
 * @param id the same each time this record is delivered; becomes the {@code ce_id} of a rejection
 * @param sentAt the record's own timestamp (the sender's or broker's clock), compared with Redis' clock
 *     to refuse a request older than the lock it asks for
 * @param body the request's fields as a JSON object, echoed by a rejection
 */
public record Request(String id, Instant sentAt, String body) {}
