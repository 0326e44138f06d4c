package io.seatlock.operator;

import io.seatlock.relay.identity.StoreRecordsConfiguration;
import io.seatlock.settings.SeatLockConfiguration;
import java.io.PrintStream;
import java.util.List;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * {@code confirm-store [--dry-run] [--take-over] [settings]}: confirms, for an operator, that the service shall use the
 * store in Redis although it was emptied, was set back to an older state or is another store. Not a
 * {@code @Configuration}, so that the service's component scan does not pick it up.
 */
@Import({SeatLockConfiguration.class, StoreConfirmationConfiguration.class, StoreRecordsConfiguration.class})
@ImportAutoConfiguration({ConfigurationPropertiesAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class,
    SslAutoConfiguration.class, DataRedisAutoConfiguration.class, KafkaAutoConfiguration.class})
public final class ConfirmCommand {

  public static final String NAME = "confirm-store";

  /** The store is used from now on, or there was nothing to confirm. */
  static final int CONFIRMED = 0;

  /** At least one partition is not confirmed. */
  static final int LEFT = 1;

  private static final String DRY_RUN = "--dry-run";

  private static final String TAKE_OVER = "--take-over";

  private static final Command COMMAND = new Command(NAME, List.of(DRY_RUN, TAKE_OVER), NAME,
      "Nothing was confirmed.");

  private ConfirmCommand() {}

  /**
   * @param args what follows the word {@code confirm-store}
   * @return the exit code
   */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    return COMMAND.run(ConfirmCommand.class, args, err, context -> {
      StoreConfirmation.Result result = context.getBean(StoreConfirmation.class).run(args.contains(DRY_RUN),
          args.contains(TAKE_OVER), out::println);
      return result.left() == 0 ? CONFIRMED : LEFT;
    });
  }
}
