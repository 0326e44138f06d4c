package io.seatlock.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.seatlock.store.redis.RedisError.Kind;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.redis.RedisConnectionFailureException;

/** The texts are those of Redis 6.2.11 and 7.0.15; the last ones of 7.2. */
class RedisErrorTests {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
      READONLY You can't write against a read only replica. | READONLY | replica now and accepts no changes: READONLY You can't write against a read only replica.
      @user_script: 1: -READONLY You can't write against a read only replica. | READONLY | changes: READONLY You can't write against a read only replica.
      OOM command not allowed when used memory > 'maxmemory'. | OUT_OF_MEMORY | full (maxmemory): OOM command not allowed when used memory > 'maxmemory'.
      @user_script: 12: -OOM command not allowed when used memory > 'maxmemory'. | OUT_OF_MEMORY | full (maxmemory): OOM command not allowed when used memory > 'maxmemory'.
      @user_script: 1: -NOREPLICAS Not enough good replicas to write. | NO_REPLICAS | asks for: NOREPLICAS Not enough good replicas to write.
      MISCONF Errors writing to the AOF file: No space left on device | MISCONF | changes: MISCONF Errors writing to the AOF file: No space left on device
      @user_script: 1: The user executing the script can't run this command or subcommand | MISSING_RIGHT | acl: The user executing the script can't run this command or subcommand
      ERR The user executing the script can't run this command or subcommand | MISSING_RIGHT | acl: The user executing the script can't run this command or subcommand
      ERR ACL failure in script: User u4 has no permissions to run the 'set' command | MISSING_RIGHT | acl: ACL failure in script: User u4 has no permissions to run the 'set' command
      Script attempted to access a non local key in a cluster node | MOVING | slot: Script attempted to access a non local key in a cluster node
      @user_script: 270: Lua script attempted to access a non local key in a cluster node | MOVING | slot: Lua script attempted to access a non local key in a cluster node
      Script attempted to execute a command while the cluster is down | CLUSTER_DOWN | slot: Script attempted to execute a command while the cluster is down
      """)
  void refusalInsideTheScriptIsAnOutageWithTheServersWords(String words, RedisRefusal refusal, String sentence) {
    RedisError error = RedisError.ofCommand(List.of(words));

    assertThat(error.kind()).isEqualTo(Kind.REFUSING);
    assertThat(error.refusal()).isEqualTo(refusal);
    assertThat(error.sentence()).endsWith(sentence);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
      READONLY You can't write against a read only replica. script: a60f99108415347c2c750b5af9b2212a81ec1d57, on @user_script:1. | READONLY | changes: READONLY You can't write against a read only replica.
      ERR Error running script (call to f_a60f99108415347c2c750b5af9b2212a81ec1d57): @user_script:1: @user_script: 1: -OOM command not allowed when used memory > 'maxmemory'. | OUT_OF_MEMORY | OOM command not allowed when used memory > 'maxmemory'.
      ERR The user executing the script can't run this command or subcommand script: a60f99108415347c2c750b5af9b2212a81ec1d57, on @user_script:1. | MISSING_RIGHT | : The user executing the script can't run this command or subcommand
      MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'. | MASTERDOWN | primary: MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.
      LOADING Redis is loading the dataset in memory | LOADING | LOADING Redis is loading the dataset in memory
      BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE. | BUSY | SHUTDOWN NOSAVE.
      CLUSTERDOWN The cluster is down | CLUSTER_DOWN | CLUSTERDOWN The cluster is down
      CLUSTERDOWN Hash slot not served | CLUSTER_DOWN | CLUSTERDOWN Hash slot not served
      TRYAGAIN Multiple keys request during rehashing of slot | MOVING | TRYAGAIN Multiple keys request during rehashing of slot
      NOPERM this user has no permissions to run the 'eval' command or its subcommand | MISSING_RIGHT | NOPERM this user has no permissions to run the 'eval' command or its subcommand
      NOPERM this user has no permissions to access one of the keys used as arguments | MISSING_RIGHT | arguments
      NOAUTH Authentication required. | WRONG_PASSWORD | NOAUTH Authentication required.
      NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO AUTH <user> <pass> option | WRONG_PASSWORD | option
      WRONGPASS invalid username-password pair or user is disabled. | WRONG_PASSWORD | WRONGPASS invalid username-password pair or user is disabled.
      ERR AUTH <password> called without any password configured for the default user. | WRONG_PASSWORD | default user.
      ERR invalid password | WRONG_PASSWORD | invalid password
      ERR DB index is out of range | WRONG_DATABASE | DB index is out of range
      ERR SELECT is not allowed in cluster mode | WRONG_DATABASE | SELECT is not allowed in cluster mode
      ERR max number of clients reached | TOO_MANY_CLIENTS | max number of clients reached
      -DENIED Redis is running in protected mode | PROTECTED | DENIED Redis is running in protected mode
      ERR unknown command `EVALSHA`, with args beginning with: | UNKNOWN_COMMAND | unknown command `EVALSHA`, with args beginning with:
      """)
  void refusalOfACallIsAnOutageWithTheServersWords(String words, RedisRefusal refusal, String sentence) {
    RedisError error = RedisError.ofCall(new RedisCommandExecutionException(words), null);

    assertThat(error.kind()).isEqualTo(Kind.REFUSING);
    assertThat(error.refusal()).isEqualTo(refusal);
    assertThat(error.sentence()).endsWith(sentence);
  }

  @Test
  void onlyAReplicaMakesItWorthwhileToLookForAnotherServer() {
    assertThat(RedisRefusal.values()).filteredOn(RedisRefusal::isFromReplica).containsExactly(RedisRefusal.READONLY,
        RedisRefusal.MASTERDOWN);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
      WRONGTYPE Operation against a key holding the wrong kind of value
      ERR value is not an integer or out of range
      user_script:1: Expected object key string but found invalid token at character 2
      user_script:1: attempt to index local 'a' (a nil value)
      ERR something that nobody has heard of, READONLY or not
      """)
  void damageAndTheUnknownAreOfTheOneCommand(String words) {
    RedisError error = RedisError.ofCommand(List.of(words));

    assertThat(error.kind()).isEqualTo(Kind.COMMAND);
    assertThat(error.isOutage()).isFalse();
    assertThat(error.sentence()).isEqualTo(words);
  }

  @Test
  void damagedKeyOfThePartitionIsAnOutageAndNamed() {
    RedisError error = RedisError.ofCommand(List.of("WRONGTYPE Operation against a key", "{p1}:seat-outbox"));

    assertThat(error.kind()).isEqualTo(Kind.PARTITION_DAMAGED);
    assertThat(error.sentence()).contains("{p1}:seat-outbox", "WRONGTYPE Operation against a key");
  }

  @Test
  void damagedIdentityIsReportedAlikeByACallAndByTheProbe() {
    String message = "WRONGTYPE Operation against a key holding the wrong kind of value";

    assertThat(RedisError.ofCall(new RedisCommandExecutionException("DAMAGED {p1}:seat-identity " + message), null))
        .isEqualTo(RedisError.ofCommand(List.of(message, "{p1}:seat-identity")));
  }

  @Test
  void unknownRefusalOfACallIsAnOutage() {
    RedisError error = RedisError.ofCall(new RedisCommandExecutionException("ERR daily quota exceeded"), null);

    assertThat(error.kind()).isEqualTo(Kind.REFUSING);
    assertThat(error.refusal()).isNull();
    assertThat(error.sentence()).isEqualTo("Redis refuses calls: ERR daily quota exceeded");
  }

  @Test
  void wordsOfTheServerAreFoundBelowWhatTheClientSays() {
    Throwable failure = new RedisConnectionFailureException("Unable to connect to Redis",
        new RedisConnectionException("Unable to connect to 127.0.0.1:6379",
            new RedisCommandExecutionException("WRONGPASS invalid username-password pair or user is disabled.")));

    assertThat(RedisError.ofCall(failure, null).refusal()).isEqualTo(RedisRefusal.WRONG_PASSWORD);
  }

  @Test
  void lostConnectionIsExplainedByTheLastAttemptToConnect() {
    Throwable lost = new RedisException("Currently not connected. Commands are rejected.");

    assertThat(RedisError.ofCall(lost, new RedisCommandExecutionException("ERR DB index is out of range")).refusal())
        .isEqualTo(RedisRefusal.WRONG_DATABASE);
    assertThat(RedisError.ofCall(lost, new ConnectException("Connection refused: /127.0.0.1:6379")))
        .isEqualTo(
            new RedisError(Kind.UNREACHABLE, "Redis does not answer: Connection refused: /127.0.0.1:6379", null));
  }

  @Test
  void silenceIsUnreachable() {
    RedisError error = RedisError.ofCall(new RedisCommandTimeoutException("Command timed out after 500 ms"), null);

    assertThat(error.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(error.sentence()).isEqualTo("Redis does not answer: Command timed out after 500 ms");
  }

  @Test
  void defectOfTheServiceIsNoFailureOfRedis() {
    assertThat(List.of(new RedisCommandTimeoutException("Command timed out"), new TimeoutException(),
        new RedisConnectionFailureException("Unable to connect"), new ConnectException("reset")))
        .allMatch(RedisError::isRedisFailure);
    assertThat(RedisError.isRedisFailure(new IndexOutOfBoundsException("0"))).isFalse();
  }
}
