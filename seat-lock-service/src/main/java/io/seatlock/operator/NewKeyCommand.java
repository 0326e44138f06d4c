package io.seatlock.operator;

import io.seatlock.security.token.ApiKeys;
import java.io.PrintStream;
import java.util.List;

/**
 * {@code new-key [name]}: creates an API key for a program, and prints the key and the settings that make the service
 * accept it. Stores nothing.
 */
public final class NewKeyCommand {

  public static final String NAME = "new-key";

  private static final int MADE = 0;

  private static final int NOT_MADE = 2;

  private NewKeyCommand() {}

  /**
   * @param args what follows the word {@code new-key}
   * @return the exit code
   */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    String name = args.isEmpty() ? "box-office" : args.getFirst();
    if (args.size() > 1 || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      err.println("No key was made. Write: new-key [name of the program: letters, digits, '.', '_' or '-']");
      return NOT_MADE;
    }
    String key = ApiKeys.next();
    out.println("""
        The key, which is shown only now; the program sends it as X-API-Key:
          %s
        For the settings of the service:
          seat-lock:
            security:
              clients:
                - name: %s
                  key-sha256: %s
                  scopes: seats:book   # or seats:operate, seats:watch""".formatted(key, name, ApiKeys.sha256(key)));
    return MADE;
  }
}
