package io.seatlock.faults.seeded;

import io.seatlock.testkit.process.ServiceCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An instance of the service in this JVM, possibly with edited scripts. To start it takes a fifth of the processor time
 * of a separate process.
 */
final class LocalService implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private LocalService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static LocalService start(ServiceCode code, List<String> settings) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(new EditedScripts(code));
      String[] args = Stream.concat(settings.stream(), Stream.of("server.port=0")).map(it -> "--" + it)
          .toArray(String[]::new);
      return new LocalService(new SpringApplicationBuilder(Class.forName(code.mainClass()))
          .web(WebApplicationType.SERVLET).registerShutdownHook(false).logStartupInfo(false).run(args));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public void close() {
    context.close();
  }

  /** Finds the edited scripts before those of the service. */
  private static final class EditedScripts extends URLClassLoader {

    EditedScripts(ServiceCode code) {
      super(code.before().stream().map(path -> url(path.toUri())).toArray(URL[]::new),
          EditedScripts.class.getClassLoader());
    }

    @Override
    public @Nullable URL getResource(String name) {
      URL own = findResource(name);
      return own == null ? super.getResource(name) : own;
    }

    private static URL url(URI uri) {
      try {
        return uri.toURL();
      } catch (MalformedURLException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }
  }
}
