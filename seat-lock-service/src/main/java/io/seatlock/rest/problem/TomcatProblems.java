package io.seatlock.rest.problem;

import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers requests that Tomcat refuses before they reach the service's code, with a problem instead of Tomcat's HTML
 * page.
 */
final class TomcatProblems extends ErrorReportValve {

  /**
   * Tomcat answers these with 400, too. Only its messages, which are in the language of the JVM, distinguish them from
   * other mistakes.
   */
  private static final List<String> TOO_LARGE = List.of(
      messageStart("org.apache.coyote.http11", "iib.requestheadertoolarge.error"),
      messageStart("org.apache.tomcat.util.http", "headers.maxCountFail"));

  private final JsonMapper json;

  TomcatProblems(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable error) {
    if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()
        || !isWritable(response)) {
      return;
    }
    HttpStatus status = status(request, response);
    ProblemDetail problem = StatusProblem.problem(status);
    problem.setInstance(StatusProblem.instance(request.getRequestURI()));
    response.setStatus(status.value());
    ResponseHeaders.ALL.forEach(response::setHeader);
    write(json.writeValueAsString(problem), response);
  }

  private static HttpStatus status(Request request, Response response) {
    Object reason = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (reason instanceof Exception mistake && TOO_LARGE.stream().anyMatch(mistake.toString()::contains)) {
      boolean withinLine = request.getCoyoteRequest().requestURI().isNull();
      return withinLine ? HttpStatus.URI_TOO_LONG : HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
    }
    return StatusProblem.status(response.getStatus());
  }

  /** A message of Tomcat up to its first number, which is in brackets. */
  private static String messageStart(String bundle, String key) {
    return StringManager.getManager(bundle).getString(key).split("\\[")[0];
  }

  private static boolean isWritable(Response response) {
    AtomicBoolean allowed = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
    return allowed.get();
  }

  /** Writes without a charset parameter, which JSON does not have; the problem is ASCII. */
  private void write(String problem, Response response) {
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(problem);
        response.finishResponse();
      }
    } catch (IOException callerIsGone) {
      getContainer().getLogger().debug("A problem could not be written", callerIsGone);
    }
  }
}
