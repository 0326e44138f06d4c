package io.seatlock.store;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * What is logged under a name, from the start of this to its end. Many tests run beside each other in one JVM, each with
 * services of its own, so what one service logs is recognised by the threads that it started.
 */
public final class LogLines implements AutoCloseable {

  /** The threads that were started while work of this ran, and the threads that these started. */
  public static final class Source {

    private static final InheritableThreadLocal<Source> CURRENT = new InheritableThreadLocal<>();

    public void run(Runnable work) {
      call(() -> {
        work.run();
        return this;
      });
    }

    public <T> T call(Supplier<T> work) {
      Source before = CURRENT.get();
      CURRENT.set(this);
      try {
        return work.get();
      } finally {
        CURRENT.set(before);
      }
    }
  }

  /** How many read the lines of a logger now. */
  private static final Map<String, Integer> OPEN = new ConcurrentHashMap<>();

  private final Logger logger;

  private final List<String> lines = new CopyOnWriteArrayList<>();

  private final List<String> stacks = new CopyOnWriteArrayList<>();

  private final AppenderBase<ILoggingEvent> appender;

  private LogLines(String name, Predicate<ILoggingEvent> wanted) {
    logger = logger(name);
    appender = new AppenderBase<>() {

      @Override
      protected void append(ILoggingEvent event) {
        if (wanted.test(event)) {
          lines.add(event.getLevel() + " " + event.getFormattedMessage());
          if (event.getThrowableProxy() != null) {
            stacks.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
          }
        }
      }
    };
    appender.start();
    logger.addAppender(appender);
    OPEN.merge(name, 1, Integer::sum);
    logger.setLevel(Level.INFO);
  }

  /** While another test's thread is the first one that logs, SLF4J hands out substitutes. */
  private static Logger logger(String name) {
    return (Logger) await().until(() -> LoggerFactory.getLogger(name), Logger.class::isInstance);
  }

  /** Of one class, and only what this thread does. */
  public static LogLines of(Class<?> type) {
    String thread = Thread.currentThread().getName();
    return new LogLines(type.getName(), event -> event.getThreadName().equals(thread));
  }

  /** Of a package or class and all below it, as far as the sources are wanted. */
  public static LogLines of(String name, Predicate<Source> wanted) {
    return new LogLines(name, _ -> Source.CURRENT.get() != null && wanted.test(Source.CURRENT.get()));
  }

  /** Of a package or class and all below it, whoever logs: also services of tests that run beside this one. */
  public static LogLines ofAll(String name) {
    return new LogLines(name, _ -> true);
  }

  /** Level and text, oldest first. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** The stacks that were logged with them. */
  public List<String> stacks() {
    return List.copyOf(stacks);
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    // Another test beside this one may still read the same lines.
    if (OPEN.merge(logger.getName(), -1, (open, one) -> open + one == 0 ? null : open + one) == null) {
      logger.setLevel(null);
    }
  }
}
