package io.seatlock.store.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.LogLines;
import io.seatlock.store.health.StoreStatus.Serving;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreStatusTests {

  private final StoreStatus status = new StoreStatus(3);

  private final LogLines log = LogLines.of(StoreStatus.class);

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void servesWhileNothingIsReported() {
    assertThat(status.serving()).isEqualTo(Serving.ALL);
    assertThat(status.reasons()).isEmpty();
  }

  @Test
  void troubleOfTheWholeStoreLastsUntilItsSourceEndsIt() {
    status.begin("identity", "The store forgot.");
    status.end("another");
    status.end("identity", 1);
    assertThat(status.serving()).isEqualTo(Serving.NONE);
    assertThat(status.reasons()).containsExactly("The store forgot.");

    status.end("identity");

    assertThat(status.serving()).isEqualTo(Serving.ALL);
    assertThat(log.lines()).containsExactly("ERROR The store forgot.", "INFO No longer so: The store forgot.");
  }

  @Test
  void sameTroubleOfManyPartitionsAndCallersIsOneLine() {
    for (int i = 0; i < 100; i++) {
      IntStream.range(0, 3).forEach(partition -> status.begin("redis", partition, "Redis is full."));
    }
    assertThat(status.reasons()).containsExactly("Redis is full.");
    assertThat(status.serving()).isEqualTo(Serving.NONE);

    for (int i = 0; i < 100; i++) {
      IntStream.range(0, 3).forEach(partition -> status.end("redis", partition));
    }

    assertThat(log.lines()).containsExactly("WARN Redis is full. (first seen in partition 0)",
        "INFO No longer so: Redis is full.");
  }

  @Test
  void troubleOfSomePartitionsNamesThemAndLeavesTheOthersServing() {
    status.begin("redis", 0, "Away.");
    status.begin("redis", 2, "Away.");

    assertThat(status.serving()).isEqualTo(Serving.SOME);
    assertThat(status.reasons()).containsExactly("Away. (partitions 0, 2)");
  }

  @Test
  void differentTroublesThatTogetherAffectAllLeaveNothing() {
    status.begin("redis", 0, "Away.");
    status.begin("redis", 1, "Full.");
    status.begin("replicas", 2, "Too few.");

    assertThat(status.serving()).isEqualTo(Serving.NONE);
    assertThat(status.reasons()).containsExactly("Away. (partitions 0)", "Full. (partitions 1)",
        "Too few. (partitions 2)");
  }

  @Test
  void anotherSentenceOfTheSameSourceReplacesTheFirst() {
    status.begin("redis", "Away.");
    status.begin("redis", "Loading.");

    assertThat(status.reasons()).containsExactly("Loading.");
    assertThat(log.lines()).containsExactly("WARN Away.", "WARN Loading.", "INFO No longer so: Away.");
  }

  @Test
  void onlyPartitionIsTheWholeStore() {
    StoreStatus single = new StoreStatus(1);

    single.begin("redis", 0, "Away.");

    assertThat(single.serving()).isEqualTo(Serving.NONE);
    assertThat(single.reasons()).isEqualTo(List.of("Away."));
    assertThat(log.lines()).containsExactly("WARN Away.");
  }
}
