package io.seatlock.store;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What is logged under a name, from the start of this to its end. */
public final class LogLines implements AutoCloseable {

  private final Logger logger;

  private final List<String> lines = new CopyOnWriteArrayList<>();

  private final List<String> stacks = new CopyOnWriteArrayList<>();

  private final AppenderBase<ILoggingEvent> appender;

  private final @Nullable Level level;

  private LogLines(String name, Predicate<ILoggingEvent> wanted) {
    logger = (Logger) LoggerFactory.getLogger(name);
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
    level = logger.getLevel();
    logger.setLevel(Level.INFO);
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
    logger.setLevel(level);
  }
}
