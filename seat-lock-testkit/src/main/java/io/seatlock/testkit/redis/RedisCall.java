package io.seatlock.testkit.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ArrayOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends single commands, each on a new connection, so that earlier faults have no effect. Fails with a
 * {@link RedisException} if Redis does not answer within the time-out, or answers with an error.
 */
public final class RedisCall {

  /** Longer than any pause that a test causes on purpose. */
  private static final Duration PATIENT = Duration.ofSeconds(5);

  private static final Duration SHORT = Duration.ofSeconds(1);

  private static final RedisClient CLIENT = client();

  private RedisCall() {}

  private static RedisClient client() {
    RedisClient client = RedisClient.create();
    // RESP2 works with every supported Redis and Sentinel. Without HELLO and PING a server that hangs costs one
    // time-out, not two.
    client.setOptions(ClientOptions.builder().protocolVersion(ProtocolVersion.RESP2)
        .pingBeforeActivateConnection(false).autoReconnect(false).build());
    return client;
  }

  /** Sends one of Lettuce's commands and waits up to 5 s for the reply. */
  public static <T> T on(int port, Function<RedisCommands<String, String>, T> command) {
    return on(port, PATIENT, command);
  }

  private static <T> T on(int port, Duration timeout, Function<RedisCommands<String, String>, T> command) {
    RedisURI address = RedisURI.builder().withHost("127.0.0.1").withPort(port).withTimeout(timeout).build();
    try (var connection = CLIENT.connect(address)) {
      return command.apply(connection.sync());
    }
  }

  /** As {@link #on}, but returns the given value if Redis does not answer within a second or answers with an error. */
  public static <T> T onOr(T otherwise, int port, Function<RedisCommands<String, String>, T> command) {
    try {
      return on(port, SHORT, command);
    } catch (RedisException noAnswer) {
      return otherwise;
    }
  }

  /** Sends any command. Returns the reply as text: nested arrays as one flat list, without nil values. */
  public static List<String> ask(int port, String... command) {
    return on(port, redis -> {
      CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
      Stream.of(command).skip(1).forEach(args::add);
      return flat(redis.dispatch(() -> command[0].getBytes(StandardCharsets.US_ASCII),
          new ArrayOutput<>(StringCodec.UTF8), args)).toList();
    });
  }

  private static Stream<String> flat(List<?> reply) {
    return reply.stream().flatMap(part -> part instanceof List<?> parts
        ? flat(parts)
        : Stream.ofNullable(part)
            .map(String::valueOf));
  }

  /** As {@link #ask}, for a reply that is one number. */
  public static long number(int port, String... command) {
    return Long.parseLong(ask(port, command).getFirst());
  }

  /** The fields {@code name:value} of {@code INFO}; none if Redis does not answer. */
  public static Map<String, String> info(int port, String section) {
    return fields(onOr("", port, redis -> redis.info(section)));
  }

  static Map<String, String> fields(String lines) {
    return lines.lines().map(line -> line.split(":", 2)).filter(parts -> parts.length == 2)
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, _) -> first));
  }
}
