package io.seatlock.requests;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seatlock.requests.format.RequestTopics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads all request topics, from {@link #start} to {@link #stop}. */
public final class RequestReaders {

  private final RequestTopics topics;

  private final Function<String, RequestReader> creation;

  private final int concurrency;

  private volatile List<RequestReader> readers = List.of();

  /**
   * @param creation of a reader for a topic, not started yet
   * @param concurrency readers for each topic
   */
  RequestReaders(RequestTopics topics, Function<String, RequestReader> creation, int concurrency,
      MeterRegistry meters) {
    this.topics = topics;
    this.creation = creation;
    this.concurrency = concurrency;
    topics.requests().forEach(topic -> Gauge.builder("seat.lock.requests.waiting", this, it -> it.waiting(topic))
        .description("Requests from Kafka that were read and wait for the seats").tag("topic", topic).register(meters));
  }

  /** Does nothing if they run. Kafka need not be there. */
  public synchronized void start() {
    if (readers.isEmpty()) {
      readers = topics.requests().stream()
          .flatMap(topic -> IntStream.range(0, concurrency).mapToObj(_ -> creation.apply(topic))).toList();
      readers.forEach(RequestReader::start);
    }
  }

  /** Waits for the end of what is under way. */
  public synchronized void stop() {
    readers.forEach(RequestReader::stop);
    readers.forEach(RequestReader::close);
    readers = List.of();
  }

  /** What keeps requests from being read, by topic; empty if nothing does. */
  public Map<String, String> problems() {
    Map<String, String> problems = new TreeMap<>();
    for (RequestReader reader : readers) {
      String problem = reader.problem();
      if (problem != null) {
        problems.put(reader.topic(), problem);
      }
    }
    return problems;
  }

  private int waiting(String topic) {
    return readers.stream().filter(reader -> reader.topic().equals(topic)).mapToInt(RequestReader::waiting).sum();
  }
}
