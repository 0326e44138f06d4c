package io.seatlock.benchmark.setup;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The service unpacked and with an AOT cache, built as docs/operations.md says. */
public final class UnpackedService {

  public static final String NAME = Service.NAME + ", AOT cache";

  private UnpackedService() {}

  /** Unpacks the jar, starts it once to record the AOT cache, and returns a service that starts with the cache. */
  public static Service build(Service service, Environment environment) {
    Path folder = environment.folder().resolve("unpacked");
    Path cache = environment.folder().toAbsolutePath().resolve("service.aot");
    Commands.run(environment.folder(),
        environment.java("-Djarmode=tools", "-jar", service.jar().toString(), "extract", "--force",
            "--destination", folder.toAbsolutePath().toString()).toArray(String[]::new));
    Path jar = folder.resolve(Objects.requireNonNull(service.jar().getFileName()));
    Service learning = new Service(service.name() + ", learning", jar, List.of("-XX:AOTCacheOutput=" + cache),
        service.settings());
    learning.start(environment).close();
    return new Service(NAME, jar, List.of("-XX:AOTCache=" + cache), service.settings());
  }
}
