package io.seatlock.operator;

import io.seatlock.settings.SeatLockConfiguration;
import io.seatlock.check.Check;
import io.seatlock.check.CheckConfiguration;
import io.seatlock.check.Difference;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * {@code check [--repair] [settings]}: verifies the consistency of the data in Redis, whether or not the service runs.
 * Opens only a connection to Redis: no web server, no sweep, no relay. Not a {@code @Configuration}, so that the
 * service's component scan does not pick it up.
 */
@Import({SeatLockConfiguration.class, CheckConfiguration.class})
@ImportAutoConfiguration({ConfigurationPropertiesAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class,
    SslAutoConfiguration.class, DataRedisAutoConfiguration.class})
public final class CheckCommand {

  public static final String NAME = "check";

  /** No differences, or all of them repaired. */
  static final int CLEAN = 0;

  static final int DIFFERENCES_LEFT = 1;

  public static final int NOT_CHECKED = Command.NOT_DONE;

  private static final String REPAIR = "--repair";

  private static final Command COMMAND = new Command(NAME, List.of(REPAIR), "The check", "Nothing was checked.");

  private CheckCommand() {}

  /**
   * @param args what follows the word {@code check}
   * @return the exit code
   */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    return COMMAND.run(CheckCommand.class, args, err,
        context -> check(context.getBean(Check.class), args.contains(REPAIR), out));
  }

  private static int check(Check check, boolean repair, PrintStream out) {
    Check.Result result = check.run(repair, difference -> print(difference, out));
    out.println(String.format(Locale.ROOT, "%,d seats and %,d waiting events: %s.", result.seats(), result.events(),
        result.left() + result.repaired() == 0
            ? "no difference"
            : result.repaired() + " repaired, " + result.left() + " left"));
    return result.left() == 0 ? CLEAN : DIFFERENCES_LEFT;
  }

  private static void print(Difference difference, PrintStream out) {
    out.println(difference);
  }
}
