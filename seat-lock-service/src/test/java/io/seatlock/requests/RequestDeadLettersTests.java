package io.seatlock.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.requests.format.RequestTopics;
import io.seatlock.store.LogLines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestDeadLettersTests {

  private static final String TOPIC = "seat.finalize";

  private final FakeWriter kafka = new FakeWriter();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private boolean away;

  private long now;

  private long offset;

  private @Nullable Runnable later;

  private Duration laterBy = Duration.ZERO;

  private final RequestDeadLetters letters = new RequestDeadLetters(kafka, _ -> away,
      new DeadLetterCount(RequestTopics.CONTRACT, meters, (task, delay) -> {
        assertThat(later).isNull();
        later = task;
        laterBy = delay;
      }), () -> now);

  @Test
  void letterIsTheRecordWithTheReason() throws Exception {
    ConsumerRecord<byte[], byte[]> record = record("key");
    record.headers().add("theirs", bytes("x"));
    letters.write(record, "SEAT_DAMAGED", new IllegalStateException("broken", new RuntimeException())).get();

    ProducerRecord<byte[], byte[]> letter = kafka.written().getFirst();
    assertThat(letter.topic()).isEqualTo("seat.finalize-dlt");
    assertThat(letter.partition()).isNull();
    assertThat(letter.key()).asString().isEqualTo("key");
    assertThat(letter.value()).isEqualTo(record.value());
    assertThat(header(letter, "theirs")).isEqualTo("x");
    assertThat(header(letter, "seatlock_code")).isEqualTo("SEAT_DAMAGED");
    assertThat(header(letter, "kafka_dlt-exception-message")).isEqualTo("broken");
    assertThat(header(letter, "kafka_dlt-original-topic")).isEqualTo(TOPIC);
    assertThat(letter.headers().lastHeader("kafka_dlt-original-offset").value()).containsExactly(0, 0, 0, 0, 0, 0, 0,
        0);
    assertThat(count("written")).isOne();
  }

  /** A compacted topic takes no record without. */
  @Test
  void letterAlwaysHasAKey() {
    assertThat(isOver(write(null))).isTrue();
    assertThat(kafka.written().getFirst().key()).asString().isEqualTo("seat.finalize/0/0");
  }

  @Test
  void oneThatIsTooLargeIsLostAtOnceAndTheOthersAreWritten() {
    kafka.refusal = new RecordTooLargeException("too large");
    assertThat(isOver(write("a"))).isTrue();
    kafka.refusal = null;
    assertThat(isOver(write("b"))).isTrue();

    assertThat(count("lost")).isOne();
    assertThat(count("written")).isOne();
    assertThat(kafka.resets).isZero();
  }

  @Test
  void logTellsWhichWereLostInOneLineAMinute() {
    kafka.refusal = new RecordTooLargeException("too large");
    try (LogLines log = LogLines.ofAll(DeadLetterCount.class.getName())) {
      assertThat(isOver(write("a"))).isTrue();
      assertThat(isOver(write("b"))).isTrue();
      runLater(DeadLetterCount.FIRST_LOG_DELAY);
      assertThat(log.lines()).singleElement().asString().startsWith("ERROR")
          .contains("seat.finalize partition 0 2 offsets from 0 to 1", "too large");

      assertThat(isOver(write("c"))).isTrue();
      runLater(DeadLetterCount.LOG_INTERVAL);
      assertThat(log.lines()).hasSize(2).last().asString().contains("partition 0 offset 2");
      runLater(DeadLetterCount.LOG_INTERVAL);
      assertThat(log.lines()).hasSize(2);
      assertThat(isOver(write("d"))).isTrue();
      runLater(DeadLetterCount.FIRST_LOG_DELAY);
      assertThat(log.lines()).hasSize(3);
    }
  }

  private void runLater(Duration delay) {
    assertThat(laterBy).isEqualTo(delay);
    Runnable task = Objects.requireNonNull(later);
    later = null;
    task.run();
  }

  @Test
  void topicThatRefusesIsTriedForAWhileThenLettersAreGivenUp() {
    kafka.refusal = new TopicAuthorizationException("not authorized");
    CompletableFuture<?> first = write("a");
    assertThat(isDelayed(first)).isTrue();
    now += RequestDeadLetters.PATIENCE.toNanos() - 1;
    assertThat(isDelayed(write("a"))).isTrue();
    now += RequestDeadLetters.PAUSE.toNanos();
    assertThat(isOver(write("a"))).isTrue();
    assertThat(count("lost")).isOne();

    int attempts = kafka.attempts;
    assertThat(isOver(write("b"))).as("no attempt for each").isTrue();
    assertThat(kafka.attempts).isEqualTo(attempts);
    assertThat(count("lost")).isEqualTo(2);

    now += RequestDeadLetters.PAUSE.toNanos();
    kafka.refusal = null;
    assertThat(isOver(write("c"))).isTrue();
    assertThat(count("written")).isOne();
    kafka.refusal = new TimeoutException("not in metadata");
    assertThat(isDelayed(write("d"))).as("the patience begins anew").isTrue();
  }

  @Test
  void refusalLongAgoTakesNothingFromThePatience() {
    kafka.refusal = new TimeoutException("not in metadata");
    assertThat(isDelayed(write("a"))).isTrue();
    now += Duration.ofHours(1).toNanos();

    assertThat(isDelayed(write("b"))).isTrue();
    now += RequestDeadLetters.PATIENCE.toNanos();
    assertThat(isOver(write("b"))).isTrue();
    assertThat(count("lost")).isOne();
  }

  /** Each attempt takes a while, and those behind the first would be tried in vain. */
  @Test
  void thoseBehindOneThatFailedWaitWithoutAnAttempt() {
    kafka.refusal = new TimeoutException("not in metadata");
    for (int i = 0; i < 20; i++) {
      assertThat(isDelayed(write("" + i))).isTrue();
    }
    assertThat(kafka.attempts).isOne();
    now += RequestDeadLetters.PAUSE.toNanos();
    assertThat(isDelayed(write("0"))).isTrue();
    assertThat(kafka.attempts).isEqualTo(2);
  }

  @Test
  void whileKafkaIsAwayNoneIsGivenUp() {
    kafka.refusal = new TimeoutException("not in metadata");
    away = true;
    for (int minute = 0; minute < 10; minute++) {
      assertThat(isDelayed(write("a"))).isTrue();
      now += Duration.ofMinutes(1).toNanos();
    }
    away = false;
    now += RequestDeadLetters.PATIENCE.toNanos();
    assertThat(isDelayed(write("a"))).as("the patience begins when Kafka is back").isTrue();
    kafka.refusal = null;
    now += RequestDeadLetters.PAUSE.toNanos();
    assertThat(isOver(write("a"))).isTrue();
    assertThat(count("lost")).isZero();
    assertThat(count("written")).isOne();
  }

  /** It may have ended up in a state that it can't leave. */
  @Test
  void producerThatFailedIsReplaced() {
    kafka.refusal = new TimeoutException("not in metadata");
    assertThat(isDelayed(write("a"))).isTrue();
    assertThat(kafka.resets).isOne();
  }

  @Test
  void lettersAreWrittenInTheirOrderOneByOne() throws Exception {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(write("" + i));
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
    assertThat(kafka.written()).extracting(letter -> new String(letter.key(), StandardCharsets.UTF_8))
        .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(String::valueOf).toList());
    assertThat(kafka.mostAtATime).isOne();
  }

  private CompletableFuture<?> write(@Nullable String key) {
    return letters.write(record(key), "INVALID_REQUEST", new IllegalArgumentException("no JSON"));
  }

  private ConsumerRecord<byte[], byte[]> record(@Nullable String key) {
    return new ConsumerRecord<>(TOPIC, 0, offset++, key == null ? null : bytes(key), bytes("no JSON"));
  }

  private static boolean isOver(CompletableFuture<?> result) {
    try {
      result.get(10, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      return false;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isDelayed(CompletableFuture<?> result) {
    return !isOver(result) && result.exceptionNow() instanceof RuntimeException failure
        && (failure instanceof DeadLetterDelayed || failure.getCause() instanceof DeadLetterDelayed);
  }

  private double count(String result) {
    return meters.get("seat.lock.dead.letters").tags("topic", TOPIC, "result", result).counter().count();
  }

  private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
