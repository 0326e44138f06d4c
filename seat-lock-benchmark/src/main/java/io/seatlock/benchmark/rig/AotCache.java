package io.seatlock.benchmark.rig;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The service unpacked and with an AOT cache, built as docs/operations.md says. */
public final class AotCache {

  private AotCache() {}

  /** Unpacks the jar, starts it once to learn what it loads, and gives it as one that starts with the cache. */
  public static Service build(Service service, Ground ground) {
    Path folder = ground.folder().resolve("unpacked");
    Path cache = ground.folder().toAbsolutePath().resolve("service.aot");
    Commands.run(ground.folder(), ground.java("-Djarmode=tools", "-jar", service.jar().toString(), "extract", "--force",
        "--destination", folder.toAbsolutePath().toString()).toArray(String[]::new));
    Path jar = folder.resolve(Objects.requireNonNull(service.jar().getFileName()));
    Service learning = new Service(service.name() + ", learning", jar, List.of("-XX:AOTCacheOutput=" + cache),
        service.settings());
    learning.start(ground).close();
    return new Service(service.name() + ", AOT cache", jar, List.of("-XX:AOTCache=" + cache), service.settings());
  }
}
