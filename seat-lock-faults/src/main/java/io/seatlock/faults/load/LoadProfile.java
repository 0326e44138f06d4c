package io.seatlock.faults.load;

import java.time.Duration;

/**
 * How clients behave.
 *
 * @param clients number of concurrent clients
 * @param pause between two calls of one client, on average
 * @param kafka how many of 1000 requests go over Kafka
 */
public record LoadProfile(int clients, Duration pause, int kafka) {

  /** Many clients, but not enough to saturate the machine. */
  public static final LoadProfile USUAL = new LoadProfile(48, Duration.ofMillis(12), 30);

  public static final LoadProfile QUIET = new LoadProfile(16, Duration.ofMillis(20), 30);

  /** Half of the requests go over Kafka. */
  public static final LoadProfile OVER_KAFKA = new LoadProfile(32, Duration.ofMillis(15), 500);
}
