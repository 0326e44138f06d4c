package io.seatlock.faults.rig;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Lets the service start in a third of the time: hundreds of starts are most of the rig's work. The JVM
 * keeps what it learned from one start in an ahead-of-time cache, which knows jars only, so folders of the
 * class path are packed first.
 */
public final class QuickStart {

  private final Path folder;

  private final String classPath;

  private QuickStart(Path folder) {
    this.folder = folder;
    this.classPath = packed(System.getProperty("java.class.path"));
  }

  /** @param folder for the packed class path and the cache */
  public static QuickStart in(Path folder) {
    return new QuickStart(folder);
  }

  /** The service as it is, which leaves the cache behind when it ends in order. */
  public ServiceCode learning() {
    return code("-XX:AOTCacheOutput=" + cache());
  }

  /** The service as it is; it starts as ever if there is no cache. */
  public ServiceCode quick() {
    return Files.exists(cache()) ? code("-XX:AOTCache=" + cache()) : ServiceCode.REAL;
  }

  private ServiceCode code(String option) {
    return new ServiceCode(List.of(), ServiceCode.REAL.mainClass(), List.of(option), classPath);
  }

  private Path cache() {
    return folder.resolve("service.aot").toAbsolutePath();
  }

  private String packed(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (Files.isRegularFile(path)) {
        entries.add(path.toString());
      } else if (Files.isDirectory(path)) {
        entries.add(pack(path, folder.resolve("classes-" + entries.size() + ".jar").toAbsolutePath()));
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private static String pack(Path classes, Path jar) {
    try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.walk(classes)) {
      for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, out);
        out.closeEntry();
      }
      return jar.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
