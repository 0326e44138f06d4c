package io.seatlock.faults.rig;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which program is run as the service.
 *
 * @param before class path entries in front of the rig's own: a class or script found there is taken
 *     instead of the real one
 * @param mainClass started with the service's arguments
 * @param jvmOptions besides those of {@link ServiceProcess}
 */
public record ServiceCode(List<Path> before, String mainClass, List<String> jvmOptions) {

  /** The service as it is. */
  public static final ServiceCode REAL = new ServiceCode(List.of(), "io.seatlock.SeatLockApplication", List.of());

  public ServiceCode {
    before = List.copyOf(before);
    jvmOptions = List.copyOf(jvmOptions);
  }

  String classPath() {
    List<String> entries = new ArrayList<>(before.stream().map(Path::toString).toList());
    entries.add(System.getProperty("java.class.path"));
    return String.join(File.pathSeparator, entries);
  }
}
