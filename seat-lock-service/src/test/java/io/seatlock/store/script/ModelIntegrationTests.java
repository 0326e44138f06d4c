package io.seatlock.store.script;

import io.seatlock.store.SharedRedis;
import io.seatlock.testkit.LongRunning;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The script and the model of the rules are the same machine. */
@SharedRedis
class ModelIntegrationTests {

  private static final Logger log = LoggerFactory.getLogger(ModelIntegrationTests.class);

  /** Each seed is a game of about 75 commands. */
  private static final int SEEDS = 1000;

  private static final int FRESH = 100;

  private final Comparison comparison = new Comparison(ClockedScript.source());

  @LongRunning
  @Test
  void scriptAndModelNeverDiffer() {
    LongStream.range(0, SEEDS).forEach(comparison::play);
  }

  @Test
  void norDoTheyForSeedsNeverPlayedBefore() {
    long first = ThreadLocalRandom.current().nextLong(Integer.MAX_VALUE);
    log.info("Seeds {} to {}", first, first + FRESH - 1);
    LongStream.range(first, first + FRESH).forEach(comparison::play);
  }
}
