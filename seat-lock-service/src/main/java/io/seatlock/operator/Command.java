package io.seatlock.operator;

import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.settings.InvalidSettingAnalyzer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * What the operator commands share: flags, the service's settings as arguments, and an application context with only
 * the beans that a command needs.
 *
 * @param name the word that selects the command, such as {@code check}
 * @param flags the flags that it accepts, with their dashes
 * @param subject the grammatical subject of its error messages
 * @param noEffect the sentence that says that the command had no effect
 */
record Command(String name, List<String> flags, String subject, String noEffect) {

  /** Exit code: Redis is unreachable or refuses the connection, or the arguments or settings are wrong. */
  static final int NOT_DONE = 2;

  private static final List<String> SETTINGS = List.of("spring.", "seat-lock.", "logging.", "server.", "management.");

  /** The output is for people, so log lines are switched off. */
  private static final Map<String, String> DEFAULTS = Map.of("logging.level.root", "off",
      "logging.level.org.springframework.boot", "error");

  private static final String REDIS_TIMEOUT = "spring.data.redis.timeout";

  /**
   * An operator can wait longer for a busy Redis than a buyer. A longer time-out of the service stays: other settings
   * may have to be below it.
   */
  private static final Duration SHORTEST_REDIS_TIMEOUT = Duration.ofSeconds(5);

  /**
   * Runs the command, and prints why it could not be carried out.
   *
   * @param args what follows the name on the command line
   * @param work returns the exit code
   * @return the exit code of the work, or {@link #NOT_DONE}
   */
  int run(Class<?> configuration, List<String> args, PrintStream err, ToIntFunction<ApplicationContext> work) {
    List<String> settings = args.stream().filter(arg -> !flags.contains(arg)).toList();
    String misuse = misuse(settings);
    if (misuse != null) {
      err.println(misuse);
      return NOT_DONE;
    }
    try (ConfigurableApplicationContext context = start(configuration, settings)) {
      return work.applyAsInt(context);
    } catch (SettingsWrong alreadyPrinted) {
      err.println(noEffect + " The settings are wrong.");
    } catch (SeatsUnavailable unavailable) {
      err.println(subject + " was not completed. " + unavailable.getMessage());
    } catch (RuntimeException defect) {
      err.println(subject + " was not completed because of an error in it:");
      defect.printStackTrace(err);
    }
    return NOT_DONE;
  }

  /** What is wrong with the arguments, as a sentence; null if nothing is wrong. */
  private @Nullable String misuse(List<String> settings) {
    String unknown = settings.stream().filter(setting -> !isSetting(setting)).findFirst().orElse(null);
    if (unknown != null) {
      return subject + " does not know " + unknown + ". Write: " + name + " ["
          + String.join("] [", flags)
          + "] [settings such as --spring.data.redis.port=6380 --seat-lock.partitions=8]";
    }
    try {
      var given = ConfigurationPropertySource
          .from(new SimpleCommandLinePropertySource(settings.toArray(String[]::new)));
      new Binder(Objects.requireNonNull(given)).bind("spring.data.redis", Bindable.of(DataRedisProperties.class),
          new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
      return null;
    } catch (BindException wrong) {
      return InvalidSettingAnalyzer.explain(wrong) + " " + noEffect;
    }
  }

  private static boolean isSetting(String arg) {
    return arg.contains("=") && SETTINGS.stream().anyMatch(prefix -> arg.startsWith("--" + prefix));
  }

  private static ConfigurableApplicationContext start(Class<?> configuration, List<String> settings) {
    List<String> args = new ArrayList<>(settings);
    DEFAULTS.forEach((name, value) -> {
      if (!isGiven(name, settings)) {
        args.add("--" + name + "=" + value);
      }
    });
    try {
      return new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE).logStartupInfo(false)
          .initializers(context -> raiseRedisTimeout(context.getEnvironment(), settings))
          .run(args.toArray(String[]::new));
    } catch (RuntimeException failure) {
      throw new SettingsWrong(failure);
    }
  }

  private static boolean isGiven(String name, List<String> settings) {
    return settings.stream().anyMatch(setting -> setting.startsWith("--" + name + "="));
  }

  private static void raiseRedisTimeout(ConfigurableEnvironment environment, List<String> settings) {
    Duration found = Binder.get(environment).bind(REDIS_TIMEOUT, Duration.class).orElse(Duration.ZERO);
    if (!isGiven(REDIS_TIMEOUT, settings) && found.compareTo(SHORTEST_REDIS_TIMEOUT) < 0) {
      environment.getPropertySources().addFirst(new MapPropertySource("operator",
          Map.of(REDIS_TIMEOUT, SHORTEST_REDIS_TIMEOUT.toSeconds() + "s")));
    }
  }

  /** Spring could not create the beans, and has printed why. */
  private static final class SettingsWrong extends RuntimeException {

    private static final long serialVersionUID = 1;

    SettingsWrong(RuntimeException cause) {
      super(cause);
    }
  }
}
