package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A topic that an operator deletes while events are on their way to it, and creates again with fewer partitions. */
@AnyRedis
@LongRunning
@OwnServers
class RecreatedTopicIntegrationTests {

  private static final String LOCKED = "seat.locked";

  private static final int SEATS = 40;

  /** The producer is replaced after 60 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  private Deployment deployment;

  @BeforeAll
  void start() {
    deployment = new Deployment(RealRedis.start());
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  @Test
  void eventsForPartitionsThatAreGoneAreSentToTheOthersWhileOtherTopicsGoOn() throws Exception {
    String venue = Deployment.newVenue();
    deployment.rest().lock(venue, "Z", "1", "u1", 600);
    deployment.awaitEmptyOutbox();
    // It would create the topic again by itself.
    deployment.stop("topics");
    Admin admin = deployment.kafka().admin();
    admin.deleteTopics(List.of(LOCKED)).all().get();
    await().until(() -> !admin.listTopics().names().get().contains(LOCKED));
    assertThat(deployment.rest().post("/locks", Rest.json("venueId", venue, "userId", "u1", "seats",
        IntStream.range(0, SEATS).mapToObj(seat -> Map.of("row", "A", "seat", "" + seat)).toList())).status())
        .isEqualTo(200);
    await().during(Duration.ofSeconds(2)).until(() -> deployment.redis().outboxLength() == SEATS);

    admin.createTopics(List.of(new NewTopic(LOCKED, 1, (short) 1))).all().get();

    TopicPartition only = new TopicPartition(LOCKED, 0);
    await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).ignoreExceptions().until(() -> {
      // So that Kafka acknowledges events of another topic all the time.
      deployment.rest().lock(venue, "Z", "1", "u1", 600);
      deployment.rest().send("DELETE", "/locks", Rest.json("venueId", venue, "row", "Z", "seat", "1"));
      return admin.listOffsets(Map.of(only, OffsetSpec.latest())).partitionResult(only).get().offset() >= SEATS;
    });
    deployment.awaitEmptyOutbox();
  }
}
