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
 * Finds environment variables and system properties that look like settings of the service but are not. Spring refuses
 * unknown names in all other sources, but not in these two, which mostly contain names of other programs.
 */
public final class UnknownVariables {

  /** Variables that Kubernetes and Docker set for a service or container called {@code seat-lock…}. */
  private static final Pattern CONTAINER_VARIABLES = Pattern.compile(
      ".*_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?|ENV_.+)");

  /** Marks the processes that a run of .ci/run has started. */
  private static final String CI_VARIABLE = "SEATLOCK_CI";

  /** {@code _0} in {@code SEATLOCK_SECURITY_CLIENTS_0_NAME}. */
  private static final Pattern LIST_INDEX = Pattern.compile("_\\d+(?=_|$)");

  private final List<String> settings;

  private final Pattern variable;

  private final Pattern property;

  /**
   * @param prefix the prefix of the settings, such as {@code seat-lock}
   * @param settings the record whose components are the settings below the prefix
   */
  public UnknownVariables(String prefix, Class<? extends Record> settings) {
    this.settings = names(prefix, settings).toList();
    String words = prefix.replace("-", "_?");
    // The standalone program checks its own settings itself.
    this.variable = Pattern.compile(words + "_(?!STANDALONE_).+", Pattern.CASE_INSENSITIVE);
    this.property = Pattern.compile(prefix + "\\..+");
  }

  /** @throws UnknownSetting for the first variable or property that is not a setting */
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
    return name.equals(CI_VARIABLE) || CONTAINER_VARIABLES.matcher(name).matches()
        || (name.endsWith("_PORT") && value.matches("\\w+://.*"));
  }

  /**
   * Whether a setting has this variable's name. Spring accepts names without dashes, and names with underscores in
   * place of the dashes.
   */
  private boolean isVariable(String name) {
    String upper = LIST_INDEX.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("");
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

  /** The Levenshtein distance: how many letters must be added, removed or replaced to turn one text into the other. */
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
