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

  private final Function<String, RequestReader> factory;

  private final int concurrency;

  private volatile List<RequestReader> readers = List.of();

  /**
   * @param factory creates a reader for a topic, not started yet
   * @param concurrency the number of readers per topic
   */
  RequestReaders(RequestTopics topics, Function<String, RequestReader> factory, int concurrency,
      MeterRegistry meters) {
    this.topics = topics;
    this.factory = factory;
    this.concurrency = concurrency;
    topics.requests().forEach(topic -> Gauge.builder("seat.lock.requests.waiting", this, it -> it.waiting(topic))
        .description("Requests from Kafka that were read and wait for the seats").tag("topic", topic).register(meters));
  }

  /** Starts the readers, unless they are running. Kafka need not be available. */
  public synchronized void start() {
    if (readers.isEmpty()) {
      readers = topics.requests().stream()
          .flatMap(topic -> IntStream.range(0, concurrency).mapToObj(_ -> factory.apply(topic))).toList();
      readers.forEach(RequestReader::start);
    }
  }

  /** Stops the readers and waits for requests in flight, up to a time limit. */
  public synchronized void stop() {
    readers.forEach(RequestReader::stop);
    readers.forEach(RequestReader::close);
    readers = List.of();
  }

  /** Why requests are not read, by topic; contains only topics with a problem. */
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
