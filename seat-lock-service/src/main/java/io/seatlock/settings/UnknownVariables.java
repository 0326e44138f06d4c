package io.seatlock.settings;

import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Finds environment variables and system properties that look like settings of ours and are none. Spring refuses
 * unknown names everywhere else, but not in these two, since most of what is there belongs to others.
 */
public final class UnknownVariables {

  /** What Kubernetes and Docker set for a service or container called {@code seat-lock…}. */
  private static final Pattern OF_CONTAINERS = Pattern.compile(
      ".*_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?|ENV_.+)");

  /** Marks the processes that a run of .ci/run has started. */
  private static final String OF_CI = "SEATLOCK_CI";

  /** {@code _0} in {@code SEATLOCK_SECURITY_CLIENTS_0_NAME}. */
  private static final Pattern PLACE_IN_LIST = Pattern.compile("_\\d+(?=_|$)");

  private final List<String> settings;

  private final Pattern variable;

  private final Pattern property;

  /**
   * @param prefix of the settings, such as {@code seat-lock}
   * @param settings what can be set below it
   */
  public UnknownVariables(String prefix, Class<? extends Record> settings) {
    this.settings = names(prefix, settings).toList();
    String words = prefix.replace("-", "_?");
    // The settings of the standalone program are its own matter.
    this.variable = Pattern.compile(words + "_(?!STANDALONE_).+", Pattern.CASE_INSENSITIVE);
    this.property = Pattern.compile(prefix + "\\..+");
  }

  /** @throws UnknownSetting naming the first variable or property that is none of the settings */
  public void refuse(ConfigurableEnvironment environment) {
    refuse(environment.getSystemEnvironment(), environment.getSystemProperties());
  }

  void refuse(Map<String, ?> variables, Map<String, ?> properties) {
    for (String name : new TreeSet<>(variables.keySet())) {
      String value = String.valueOf(variables.get(name));
      if (variable.matcher(name).matches() && !isForeign(name, value) && !isVariable(name)) {
        throw new UnknownSetting(name, canonical(nearest(name)));
      }
    }
    for (String name : new TreeSet<>(properties.keySet())) {
      if (property.matcher(name).matches() && settings.stream().noneMatch(setting -> isSame(setting, name))) {
        throw new UnknownSetting(name, nearest(name));
      }
    }
  }

  private static boolean isForeign(String name, String value) {
    return name.equals(OF_CI) || OF_CONTAINERS.matcher(name).matches()
        || (name.endsWith("_PORT") && value.matches("\\w+://.*"));
  }

  /** Spring knows a setting by its name without dashes, and by its name with underscores in their place. */
  private boolean isVariable(String name) {
    String upper = PLACE_IN_LIST.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("");
    return settings.stream().anyMatch(setting -> upper.equals(canonical(setting)) || upper.equals(legacy(setting)));
  }

  private static boolean isSame(String setting, String property) {
    return letters(setting, "[-]").equals(letters(property, "[-_]|\\[\\d+]"));
  }

  private String nearest(String name) {
    String wrong = letters(name, "[-_.]");
    return settings.stream().min(Comparator.comparingInt(setting -> distance(letters(setting, "[-.]"), wrong)))
        .orElseThrow();
  }

  private static String canonical(String setting) {
    return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static String legacy(String setting) {
    return setting.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static String letters(String name, String signs) {
    return name.replaceAll(signs, "").toLowerCase(Locale.ROOT);
  }

  private static Stream<String> names(String prefix, Class<?> settings) {
    return Stream.of(settings.getRecordComponents()).flatMap(component -> names(prefix, component));
  }

  private static Stream<String> names(String prefix, RecordComponent component) {
    String name = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    Class<?> type = ResolvableType.forType(component.getGenericType()).asCollection().resolveGeneric();
    Class<?> inside = type == null ? component.getType() : type;
    Stream<String> nested = inside.isRecord() ? names(name, inside) : Stream.empty();
    return component.getType().isRecord() ? nested : Stream.concat(Stream.of(name), nested);
  }

  /** How many letters must be added, removed or replaced to make one text of the other (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
