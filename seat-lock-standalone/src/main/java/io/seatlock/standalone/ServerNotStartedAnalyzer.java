package io.seatlock.standalone;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports a server that did not start in a few sentences instead of a stack trace. */
final class ServerNotStartedAnalyzer extends AbstractFailureAnalyzer<ServerNotStarted> {

  private static final String ACTION = """
      Remove the reason, or use
        --seat-lock-standalone.data-dir=<another folder>
        --seat-lock-standalone.redis-binary=<path of a redis-server or valkey-server>
        --spring.data.redis.host=<host> or --spring.kafka.bootstrap-servers=<host:port>, to use a server of your own
      With mvn spring-boot:run, put them into -Dspring-boot.run.arguments="…".""";

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ServerNotStarted cause) {
    return new FailureAnalysis(cause.getMessage(), ACTION, cause);
  }
}
