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
import org.slf4j.LoggerFactory;

/** What is logged under a name, from the start of this to its end. */
public final class LogLines implements AutoCloseable {

  /** For {@code @ResourceLock}: a class that counts what the whole service logs must not run beside another such class. */
  public static final String OF_THE_SERVICE = "the log of the service";

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

  /** Of a package or class and all below it, whoever logs. */
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
