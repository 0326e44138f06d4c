package io.seatlock.plans;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The plans, as JSON in UTF-8. The same call gives the same bytes, always. */
public final class ExamplePlans {

  private static final int ARENA = 20_000;

  private ExamplePlans() {}

  /** Curved rows in three pieces, a balcony; two zones, so its rows are {@code stalls~A} and {@code balcony~1}. */
  public static byte[] theatre() {
    return Theatre.plan().json();
  }

  /** 20,000 seats in 72 zones; rows are {@code A~1} on the floor and {@code 101~1} in the rings. */
  public static byte[] arena() {
    return arena(ARENA);
  }

  /** An arena with exactly so many seats. */
  public static byte[] arena(int seats) {
    return Arena.plan(seats).json();
  }

  /**
   * Straight rows in one zone, so that they are {@code 1}, {@code 2}, …; as many bytes a seat as the editor writes.
   *
   * @param seats of each row, {@code 1}, {@code 2}, …
   */
  public static byte[] hall(int rows, int seats) {
    return Hall.plan(rows, seats).json();
  }

  /** Writes {@code theatre.json} and {@code arena.json} to the folder that is named; default: the working directory. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length == 0 ? "." : args[0]);
    Files.write(folder.resolve("theatre.json"), theatre());
    Files.write(folder.resolve("arena.json"), arena());
  }
}
