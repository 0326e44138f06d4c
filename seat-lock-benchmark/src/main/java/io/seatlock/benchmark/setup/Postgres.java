package io.seatlock.benchmark.setup;

import io.seatlock.embedded.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A PostgreSQL on 127.0.0.1 with a folder of its own. Its durability is that of the contenders' Redis: commits do not
 * wait for the disk, so about the last second may be lost. PostgreSQL refuses to run as root, so root starts it as the
 * user postgres.
 */
final class Postgres implements AutoCloseable {

  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  private static final List<String> OPTIONS = List.of("-c", "synchronous_commit=off", "-c", "shared_buffers=256MB",
      "-c", "max_wal_size=4GB", "-c", "max_connections=60", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=on");

  private static final String SCHEMA = """
      CREATE TABLE seat (venue text, row_name text, name text, holder text, lock_id text, deadline timestamptz,
        version bigint NOT NULL DEFAULT 0, PRIMARY KEY (venue, row_name, name));
      CREATE INDEX ON seat (deadline) WHERE deadline IS NOT NULL""";

  private final int port = LoopbackPorts.free();

  private final Path folder;

  private Postgres(Path folder) {
    this.folder = folder;
  }

  static Postgres start() {
    try {
      Postgres postgres = new Postgres(Files.createTempDirectory("benchmark-postgres"));
      if (Packages.isRoot()) {
        Commands.run(postgres.folder, "chown", "postgres", postgres.folder.toString());
      }
      postgres.tool("initdb", "-A", "trust", "-U", "benchmark", "-E", "UTF8", "--no-locale", "-D", postgres.data());
      postgres.tool("pg_ctl", "-w", "-D", postgres.data(), "-l", postgres.folder.resolve("log").toString(), "-o",
          "-p %d -k %s %s".formatted(postgres.port, postgres.folder, String.join(" ", OPTIONS)), "start");
      CloseAtExit.add(postgres);
      postgres.execute(SCHEMA);
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isInstalled() {
    return Files.isDirectory(INSTALLED);
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  long pid() {
    try {
      return Long.parseLong(Files.readAllLines(folder.resolve("data").resolve("postmaster.pid")).getFirst().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Inserts a row for each seat, as a ticketing system does before a sale. */
  void openSale(String venue, int seats) {
    try (Connection connection = connect();
        PreparedStatement insert = connection.prepareStatement("""
            INSERT INTO seat (venue, row_name, name)
            SELECT ?, 'R' || n / 1000, n::text FROM generate_series(1, ?) n ON CONFLICT DO NOTHING""")) {
      insert.setString(1, venue);
      insert.setInt(2, seats);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL: " + e.getMessage(), e);
    }
    execute("ANALYZE seat");
  }

  private void execute(String sql) {
    try (Connection connection = connect(); Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL: " + e.getMessage(), e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "benchmark", "");
  }

  /** May be called twice: also when the JVM ends. */
  @Override
  public synchronized void close() {
    CloseAtExit.remove(this);
    if (!Files.exists(folder)) {
      return;
    }
    tool("pg_ctl", "-w", "-m", "immediate", "-D", data(), "stop");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void tool(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    if (Packages.isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(bin().resolve(name).toString());
    command.addAll(List.of(arguments));
    Commands.run(folder, command.toArray(String[]::new));
  }

  /** The program folder of the newest installed version. */
  private static Path bin() {
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions.max(Comparator.comparingDouble(version -> Double.parseDouble(name(version)))).orElseThrow()
          .resolve("bin");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path version) {
    return Objects.requireNonNull(version.getFileName()).toString();
  }
}
