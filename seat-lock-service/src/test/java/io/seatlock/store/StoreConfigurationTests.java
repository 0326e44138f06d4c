package io.seatlock.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisException;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreConfigurationTests {

  /** Otherwise the group commit would send nothing until the time-out of a command that can't be answered any more. */
  @Test
  void commandWhoseConnectionIsLostIsNotSentAgainAndFailsAtOnce() {
    ClientOptions.Builder options = ClientOptions.builder();
    new StoreConfiguration().failClosed().customize(options);
    AsyncCommand<String, String, String> lost = new AsyncCommand<>(
        new Command<>(CommandType.EVALSHA, new StatusOutput<>(StringCodec.UTF8)));

    assertThat(options.build().getReplayFilter().test(lost)).as("is not sent again").isTrue();

    assertThat(lost.toCompletableFuture()).failsWithin(Duration.ZERO).withThrowableThat()
        .withCauseInstanceOf(RedisException.class);
  }
}
