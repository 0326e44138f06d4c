package io.seatlock.live;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Limits and times of the live streams ({@code seat-lock.live.*}).
 *
 * @param maxStreams how many streams one instance keeps open; default 10,000. The size of the heap may limit it further
 * @param maxStreamsPerClient how many streams one buyer, or one address without authentication, may have open; default
 *     100
 * @param frame the shortest time between two frames of a venue, at least 10 ms; default 100 ms
 * @param longestFrame the longest time between two frames, when sending takes long, at most 10 s; default 1 s
 * @param patience how long a client may be behind before its stream is closed, at least 1 s; default 60 s
 */
public record LiveSettings(@DefaultValue("10000") int maxStreams, @DefaultValue("100") int maxStreamsPerClient,
    @DefaultValue("100ms") Duration frame, @DefaultValue("1s") Duration longestFrame,
    @DefaultValue("60s") Duration patience) {

  public LiveSettings {
    Assert.isTrue(maxStreams >= 0, "seat-lock.live.max-streams must be 0 or more; write e.g. 10000");
    Assert.isTrue(maxStreamsPerClient >= 1, "seat-lock.live.max-streams-per-client must be 1 or more; write e.g. 100");
    Assert.isTrue(frame.toMillis() >= 10 && frame.compareTo(longestFrame) <= 0,
        "seat-lock.live.frame must be from 10ms to seat-lock.live.longest-frame; write e.g. 100ms");
    Assert.isTrue(longestFrame.toSeconds() <= 10, "seat-lock.live.longest-frame must be at most 10s; write e.g. 1s");
    Assert.isTrue(patience.toMillis() >= 1000, "seat-lock.live.patience must be 1s or more; write e.g. 60s");
  }
}
