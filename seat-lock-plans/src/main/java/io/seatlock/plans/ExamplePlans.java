package io.seatlock.plans;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Example plans as JSON in UTF-8. The same call always returns the same bytes. */
public final class ExamplePlans {

  private static final int ARENA = 20_000;

  private ExamplePlans() {}

  /**
   * A theatre with curved rows in three pieces and a balcony. It has two zones, so its rows are named {@code stalls~A},
   * {@code balcony~1} and so on.
   */
  public static byte[] theatre() {
    return Theatre.plan().json();
  }

  /** An arena with 20,000 seats in 72 zones; its rows are {@code A~1} on the floor and {@code 101~1} in the rings. */
  public static byte[] arena() {
    return arena(ARENA);
  }

  /** An arena with exactly the given number of seats. */
  public static byte[] arena(int seats) {
    return Arena.plan(seats).json();
  }

  /**
   * A hall with straight rows in one zone, so that they are named {@code 1}, {@code 2}, …; it has as many bytes per
   * seat as a file of the plan editor.
   *
   * @param seats the number of seats of each row; they are named {@code 1}, {@code 2}, …
   */
  public static byte[] hall(int rows, int seats) {
    return Hall.plan(rows, seats).json();
  }

  /**
   * Writes {@code theatre.json} and {@code arena.json} to the folder that the first argument names; default: the
   * working directory.
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length == 0 ? "." : args[0]);
    Files.write(folder.resolve("theatre.json"), theatre());
    Files.write(folder.resolve("arena.json"), arena());
  }
}
