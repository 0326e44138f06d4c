package io.seatlock.standalone;

import io.seatlock.embedded.KafkaBroker;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.security.SecurityMode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Prints to standard output what runs where and what to try, as soon as everything is up. */
final class Welcome implements ApplicationListener<ApplicationReadyEvent> {

  private final EmbeddedServers servers;

  private final @Nullable DemoIssuer issuer;

  /** @param issuer null unless demo tokens are wanted */
  Welcome(EmbeddedServers servers, @Nullable DemoIssuer issuer) {
    this.servers = servers;
    this.issuer = issuer;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    ApplicationContext context = event.getApplicationContext();
    System.out.println(text(context.getEnvironment(), context.getBean(SecurityMode.class)));
  }

  private String text(Environment environment, SecurityMode mode) {
    StandaloneSettings settings = StandaloneSettings.from(environment);
    Path tokens = folder(settings.dataDir()).resolve("tokens");
    if (issuer != null) {
      issuer.writeTokens(tokens);
    }
    return """

        seat-lock is up; Ctrl-C stops all of it, the data stays.

          Seat map  http://localhost:%1$s/
          API docs  http://localhost:%1$s/swagger-ui.html
                    http://localhost:%1$s/v3/api-docs
                    http://localhost:%1$s/asyncapi.yaml
          Redis     %2$s
          Kafka     %3$s
          Data      %4$s
        %8$s
        Lock a seat, see it in Redis, see it in Kafka%9$s:

          curl -s localhost:%1$s/locks -H 'Content-Type: application/json' \\
            %7$s-d '{"venueId":"1","row":"A","seat":"12","userId":"u123","timeoutSeconds":120}'
          redis-cli --raw -p %5$s HGETALL seats:1
          kcat -b %6$s -C -t seat.locked -o beginning -e
        """
        .formatted(
            environment.getProperty("local.server.port"),
            redis(settings.redisPort()),
            kafka(settings.kafkaPort()),
            folder(settings.dataDir()),
            environment.getProperty("spring.data.redis.port", "6379"),
            brokers(environment),
            authorization(mode, issuer == null ? null : tokens),
            issuer == null ? "" : "  Tokens    " + tokens + ": " + String.join(", ", DemoIssuer.callers()) + "\n",
            mode == SecurityMode.TOKEN && issuer == null
                ? " (with an access token of scope seats:book; with an API key: -H \"X-API-Key: $KEY\")"
                : "");
  }

  /**
   * The option of curl for the header that the example needs, with a line break; empty if it needs none.
   *
   * @param tokens folder of the demo tokens; null without them
   */
  static String authorization(SecurityMode mode, @Nullable Path tokens) {
    if (mode != SecurityMode.TOKEN) {
      return "";
    }
    String token = tokens == null ? "$TOKEN" : "$(cat " + tokens.resolve("shop") + ")";
    return "-H \"Authorization: Bearer " + token + "\" \\\n    ";
  }

  private String redis(int wanted) {
    return servers.redis().map(redis -> redisLine(redis, wanted)).orElse("as you configured it");
  }

  private static String redisLine(RedisProcess redis, int wanted) {
    return "localhost:" + redis.port() + "  " + redis.describe() + takenNote(redis.port(), wanted);
  }

  private String kafka(int wanted) {
    return servers.kafka().map(kafka -> kafkaLine(kafka, wanted)).orElse("as you configured it");
  }

  private static String kafkaLine(KafkaBroker kafka, int wanted) {
    return "localhost:" + kafka.port() + takenNote(kafka.port(), wanted);
  }

  private String brokers(Environment environment) {
    return servers
        .kafka()
        .map(kafka -> "localhost:" + kafka.port())
        .orElseGet(() -> environment.getRequiredProperty("spring.kafka.bootstrap-servers"));
  }

  private static String takenNote(int port, int wanted) {
    return port == wanted || wanted == 0 ? "" : "  (" + wanted + " is taken)";
  }

  private static Path folder(Path dataDir) {
    return dataDir.toAbsolutePath().normalize();
  }
}
