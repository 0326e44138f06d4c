package io.seatlock;

import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.store.Check;
import io.seatlock.store.CheckConfiguration;
import io.seatlock.store.Difference;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * {@code check [--repair] [settings]}: compares what Redis holds, without the service and while it runs. Starts
 * Redis' connection and nothing else: no doors, no sweep, no relay. Not a {@code @Configuration}, so that the
 * service does not find it.
 */
@Import({SeatLockConfiguration.class, CheckConfiguration.class})
@ImportAutoConfiguration({ConfigurationPropertiesAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class,
    SslAutoConfiguration.class, DataRedisAutoConfiguration.class})
final class CheckCommand {

  static final String NAME = "check";

  /** Nothing found, or all of it repaired. */
  static final int CLEAN = 0;

  static final int DIFFERENCES_LEFT = 1;

  /** Redis is out of reach or refuses, or the command is not understood. */
  static final int NOT_CHECKED = 2;

  private static final List<String> SETTINGS = List.of("spring.", "seat-lock.", "logging.", "server.", "management.");

  /** Unlike a buyer, a check may wait for a busy Redis; and its output is for people, not a log. */
  private static final Map<String, String> DEFAULTS = Map.of("spring.data.redis.timeout", "5s", "logging.level.root",
      "off", "logging.level.org.springframework.boot", "error");

  private CheckCommand() {}

  /**
   * @param args what follows the word {@code check}
   * @return the exit code
   */
  static int run(List<String> args, PrintStream out, PrintStream err) {
    boolean repair = args.contains("--repair");
    List<String> settings = args.stream().filter(arg -> !arg.equals("--repair")).toList();
    String misuse = misuse(settings);
    if (misuse != null) {
      err.println(misuse);
      return NOT_CHECKED;
    }
    try (ConfigurableApplicationContext context = start(settings)) {
      return check(context.getBean(Check.class), repair, out);
    } catch (SeatsUnavailable unavailable) {
      err.println("Not checked to the end. " + unavailable.getMessage());
    } catch (RuntimeException told) {
      err.println("Not checked: the settings are wrong.");
    }
    return NOT_CHECKED;
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

  /** @throws RuntimeException told to the operator already, by Spring */
  private static ConfigurableApplicationContext start(List<String> settings) {
    List<String> args = new ArrayList<>(settings);
    DEFAULTS.forEach((name, value) -> {
      if (settings.stream().noneMatch(setting -> setting.startsWith("--" + name + "="))) {
        args.add("--" + name + "=" + value);
      }
    });
    return new SpringApplicationBuilder(CheckCommand.class).web(WebApplicationType.NONE).logStartupInfo(false)
        .run(args.toArray(String[]::new));
  }

  /** What is wrong with the arguments, as a sentence; null if nothing is. */
  private static @Nullable String misuse(List<String> settings) {
    String unknown = settings.stream().filter(setting -> !isSetting(setting)).findFirst().orElse(null);
    if (unknown != null) {
      return "The check does not know " + unknown + ". Write: check [--repair] [settings such as "
          + "--spring.data.redis.port=6380 --seat-lock.partitions=8]";
    }
    try {
      var given = ConfigurationPropertySource
          .from(new SimpleCommandLinePropertySource(settings.toArray(String[]::new)));
      new Binder(Objects.requireNonNull(given)).bind("spring.data.redis", Bindable.of(DataRedisProperties.class),
          new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
      return null;
    } catch (BindException wrong) {
      return InvalidSettingAnalyzer.explain(wrong) + " Nothing was checked.";
    }
  }

  private static boolean isSetting(String arg) {
    return Stream.of(arg).filter(it -> it.contains("=")).anyMatch(it -> SETTINGS.stream()
        .anyMatch(prefix -> it.startsWith("--" + prefix)));
  }
}
