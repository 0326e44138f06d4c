package io.seatlock.store.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.health.SetupWarnings;
import io.seatlock.store.script.FakeScript;
import io.seatlock.store.script.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long the step asks the loop to rest. That the loop does so is tested in LoopTests. */
class ExpiryListenerTests {

  private final RuntimeException noRight = new RedisCommandExecutionException(
      "NOPERM this user has no permissions to access one of the channels used as arguments");

  private final SetupWarnings warnings = new SetupWarnings();

  private final Channel channel = new Channel();

  private final ExpiryListener listener = new ExpiryListener(
      new Partitions(List.of(FakeScript.partition(0, 1, new FakeScript()))), () -> channel, warnings);

  private List<Long> rests(int attempts) {
    return Stream.generate(listener::subscribe).limit(attempts).map(Duration::toSeconds).toList();
  }

  @Test
  void rightThatIsMissingIsAskedForAtAGrowingIntervalUntilItIsThere() {
    channel.failure = noRight;
    assertThat(rests(9)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    assertThat(warnings.all()).singleElement().asString().contains("NOPERM");
    assertThat(channel.closed).isEqualTo(9);

    channel.failure = null;
    assertThat(rests(2)).containsExactly(1L, 1L);
    assertThat(warnings.all()).isEmpty();

    channel.failure = noRight;
    assertThat(rests(2)).as("begins anew").containsExactly(1L, 2L);
  }

  @Test
  void serverThatIsAwayIsNoMissingRightAndIsReportedByTheCalls() {
    ExpiryListener early = new ExpiryListener(new Partitions(List.of()), () -> {
      throw new RedisConnectionException("Unable to connect");
    }, warnings);

    assertThatThrownBy(early::subscribe).isInstanceOfSatisfying(SeatsUnavailable.class,
        away -> assertThat(away.isReported()).isTrue());
    assertThat(warnings.all()).isEmpty();
  }

  private static final class Channel implements ExpiryChannel {

    private @Nullable RuntimeException failure;

    private int closed;

    @Override
    public void renew() {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
