package io.seatlock.faults.rig;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
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

  private static final String OWN = ServiceMain.class.getName().replace('.', '/') + ".class";

  private final Path folder;

  private final String classPath;

  private QuickStart(Path folder) {
    this.folder = folder;
    this.classPath = packed(System.getProperty("java.class.path"));
  }

  /** @param folder for the packed class path and the cache; what an earlier run left there is used if it still fits */
  public static QuickStart in(Path folder) {
    return new QuickStart(folder);
  }

  /** Whether an earlier start of this very class path was learned. */
  public boolean isLearned() {
    return Files.exists(cache()) && Stream.of(classPath.split(File.pathSeparator)).map(Path::of)
        .noneMatch(entry -> time(entry).compareTo(time(cache())) > 0);
  }

  /** The service as it is, which leaves the cache behind when it ends in order. */
  public ServiceCode learning() {
    Folders.delete(cache());
    return code("-XX:AOTCacheOutput=" + cache());
  }

  /** The service as it is; a JVM that can't use the cache starts as ever. */
  public ServiceCode quick() {
    return isLearned() ? code("-XX:AOTCache=" + cache()) : ServiceCode.REAL;
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
      } else if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
        entries.add(pack(path, folder.resolve("classes-" + entries.size() + ".jar").toAbsolutePath()));
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  /** Of the rig itself the service needs one class; so changes of the rig do not make the cache useless. */
  private static String pack(Path classes, Path jar) {
    try (Stream<Path> files = Files.walk(classes)) {
      List<Path> wanted = Files.exists(classes.resolve(OWN))
          ? List.of(classes.resolve(OWN))
          : files.filter(Files::isRegularFile).sorted().toList();
      byte[] packed = pack(classes, wanted);
      if (!Files.exists(jar) || !Arrays.equals(Files.readAllBytes(jar), packed)) {
        Files.write(jar, packed);
      }
      return jar.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] pack(Path classes, List<Path> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream out = new JarOutputStream(bytes)) {
      for (Path each : files) {
        JarEntry entry = new JarEntry(classes.relativize(each).toString());
        entry.setTime(0);
        out.putNextEntry(entry);
        Files.copy(each, out);
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
