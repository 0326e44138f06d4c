package io.seatlock.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events leave ({@code seat-lock.relay.*}).
 *
 * @param lease how long a dead instance keeps the others from relaying its partitions (Redis' clock)
 * @param source the {@code ce_source} of every event
 */
public record RelaySettings(@DefaultValue("5s") Duration lease, @DefaultValue("/seat-lock-service") String source) {
}
