package io.seatlock.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a server keeps its data, locked by one JVM at a time. The operating system releases the lock when
 * that JVM dies, so a server that still runs in a folder without a lock is an orphan.
 */
public final class ServerFolder implements AutoCloseable {

  /** Enough to show why a server did not start. */
  private static final int TAIL_LINES = 8;

  private final Path path;
  private final boolean temporary;
  private final FileChannel lock;
  private @Nullable ExitHook hook;

  private ServerFolder(Path path, boolean temporary, FileChannel lock) {
    this.path = path;
    this.temporary = temporary;
    this.lock = lock;
  }

  /**
   * Starts a server in a folder, and releases the folder if the server does not start.
   *
   * @param wanted null: a new temporary folder, deleted on close
   * @param name of the server, part of a temporary folder's name
   */
  public static <T> T startIn(@Nullable Path wanted, String name, Function<ServerFolder, T> start) {
    ServerFolder folder = locked(wanted, name);
    try {
      return start.apply(folder);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Locks a folder; null: a new temporary one, deleted on close. */
  static ServerFolder locked(@Nullable Path wanted, String name) {
    try {
      Path path = wanted == null
          ? Files.createTempDirectory("seat-lock-" + name + "-")
          : privateFolder(wanted);
      Path real = path.toRealPath();
      return new ServerFolder(real, wanted == null, lock(real));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the folder " + wanted + ": " + e.getMessage(), e);
    }
  }

  /**
   * Makes the folder readable for its owner only, and creates it if it is missing. A folder that belongs to another
   * user is not changed.
   */
  private static Path privateFolder(Path wanted) throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return Files.createDirectories(wanted);
    }
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
    Path folder = Files.createDirectories(wanted, PosixFilePermissions.asFileAttribute(owner));
    if (Files.getOwner(folder).getName().equals(System.getProperty("user.name"))) {
      Files.setPosixFilePermissions(folder, owner);
    }
    return folder;
  }

  private static FileChannel lock(Path folder) throws IOException {
    Path file = folder.resolve("held");
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new IllegalStateException(
          "process %s uses the data in %s; stop it, or name another folder"
              .formatted(Files.readString(file), folder));
    }
    String pid = Long.toString(ProcessHandle.current().pid());
    channel.truncate(0).write(StandardCharsets.US_ASCII.encode(pid));
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisJvm) {
      return null;
    }
  }

  /** Registers what stops the server when the JVM exits; {@link #close} takes it back. */
  public void stopWithJvm(Runnable stop) {
    hook = new ExitHook(stop);
  }

  public Path path() {
    return path;
  }

  public Path file(String name) {
    return path.resolve(name);
  }

  /** The end of a log, without stack frames. */
  public String tail(String logName) {
    try {
      List<String> lines = Files.readAllLines(file(logName)).stream()
          .filter(line -> !line.startsWith("\tat "))
          .toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException noLog) {
      return "(" + file(logName) + " cannot be read)";
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
      if (temporary) {
        delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (hook != null) {
      hook.remove();
      hook = null;
    }
  }

  private void delete() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
