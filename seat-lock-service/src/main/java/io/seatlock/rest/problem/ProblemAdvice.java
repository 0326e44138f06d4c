package io.seatlock.rest.problem;

import io.seatlock.payload.JsonErrors;
import io.seatlock.plan.DamagedPlan;
import io.seatlock.plan.NoPlan;
import io.seatlock.rest.body.CompressedBody;
import io.seatlock.seat.CommandFailed;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.Refusal;
import io.seatlock.seat.SeatsUnavailable;
import io.seatlock.security.CallRefused;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/** Turns exceptions into problems that say what was wrong, with which field, and what to do. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalid(InvalidRequest invalid) {
    return invalid(invalid.field(), invalid.advice());
  }

  /** The caller is not authenticated, not allowed or limited, or the service is busy. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(CallRefused refused) {
    HttpHeaders headers = new HttpHeaders();
    refused.headers().forEach(headers::set);
    HttpStatus status = HttpStatus.valueOf(refused.status());
    boolean retryable = status.is5xxServerError() || status == HttpStatus.TOO_MANY_REQUESTS;
    return Problems.response(Problems.problem(status, refused.code(), refused.detail(), retryable), headers);
  }

  /** Tomcat throws it for a query or form that is not percent-encoded UTF-8. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> undecodable(InvalidParameterException undecodable) {
    return invalid("query", "can't be decoded; percent-encode it as UTF-8");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> compressed(CompressedBody compressed) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
    return Problems.response(Problems.problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE",
        "The body is compressed (" + compressed.getMessage() + "); send it uncompressed, without "
            + "Content-Encoding.",
        false),
        headers);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> noPlan(NoPlan noPlan) {
    return Problems.response(
        Problems.problem(HttpStatus.NOT_FOUND, "NO_PLAN", noPlan.getMessage() + "; store one first.", false),
        HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unavailable(SeatsUnavailable unavailable) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, "1");
    return Problems.response(Problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE",
        detail(unavailable), true), headers);
  }

  private static String detail(SeatsUnavailable unavailable) {
    if (unavailable.isBusy()) {
      return unavailable.getMessage() + ". Nothing was locked; send the same request again.";
    }
    return unavailable.isUntilConfirmed()
        ? "The seat store was emptied, was set back to an older state or belongs to another deployment, so all requests "
            + "are rejected until an operator has resolved that. Send the same request again later."
        : "The seat store can't be reached at the moment. The request may or may not have been carried out; send the "
            + "same request again.";
  }

  /** Neither a mistake of the caller nor an outage: the problem lasts until an operator repairs the data. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> damaged(CommandFailed failed) {
    return Problems.response(Problems.problem(HttpStatus.SERVICE_UNAVAILABLE, Refusal.SEAT_DAMAGED.name(),
        Refusal.SEAT_DAMAGED.detail(), Refusal.SEAT_DAMAGED.retryable()), HttpHeaders.EMPTY);
  }

  /** As {@link #damaged(CommandFailed)}, but only the stored plan is damaged; the seats can still be locked. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> damaged(DamagedPlan damaged) {
    return Problems.response(Problems.problem(HttpStatus.SERVICE_UNAVAILABLE, Refusal.SEAT_DAMAGED.name(),
        "The stored seating plan of the venue can't be read until an operator stores the plan again. Locks and "
            + "sales are not affected.",
        Refusal.SEAT_DAMAGED.retryable()), HttpHeaders.EMPTY);
  }

  /** @return null if the client has disconnected, or reads too slowly, so that nobody receives an answer */
  @ExceptionHandler
  @Nullable
  ResponseEntity<ProblemDetail> unexpected(Exception bug) {
    if (isDisconnected(bug)) {
      return null;
    }
    log.error("A request failed unexpectedly", bug);
    return Problems.response(Problems.problem(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR",
        "The request failed because of an internal error; see the log of the service.", false),
        HttpHeaders.EMPTY);
  }

  /** Only exceptions of our own connection to the client: a connection to another server may be reset, too. */
  private static boolean isDisconnected(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClientAbortException || cause instanceof AsyncRequestNotUsableException) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException unreadable,
      HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    return asObject(switch (unreadable.getCause()) {
      case StreamConstraintsException tooLarge -> Problems.response(Problems.problem(HttpStatus.CONTENT_TOO_LARGE,
          "REQUEST_TOO_LARGE", "The body is too large, too deep or has too long a value; send at most 64 KiB.", false),
          HttpHeaders.EMPTY);
      case JacksonException wrong when !wrong.getPath().isEmpty() ->
        invalid(JsonErrors.field(wrong), JsonErrors.advice(wrong));
      case null, default -> invalid("body", "must be one JSON object");
    });
  }

  /** Gives Spring's own refusals (404, 405, 415 and so on) the name of their status as code. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception exception, @Nullable Object body,
      HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    HttpStatus known = HttpStatus.valueOf(status.value());
    if (known == HttpStatus.INTERNAL_SERVER_ERROR) {
      ResponseEntity<ProblemDetail> answer = unexpected(exception);
      return answer == null ? null : asObject(answer);
    }
    return asObject(Problems.response(
        Problems.problem(status, known.name(), advice(exception), known.is5xxServerError()), headers));
  }

  private static String advice(Exception exception) {
    return switch (exception) {
      case HttpRequestMethodNotSupportedException method -> "Allowed here: " + method.getSupportedHttpMethods() + ".";
      case HttpMediaTypeNotSupportedException _ -> "Send JSON, with the header Content-Type: application/json.";
      case HttpMediaTypeNotAcceptableException _ -> "The answer is JSON; send Accept: application/json or none.";
      case NoResourceFoundException _ -> "There is nothing here; the paths are listed at /v3/api-docs.";
      default -> String.valueOf(exception.getMessage());
    };
  }

  private static ResponseEntity<ProblemDetail> invalid(String field, String advice) {
    ProblemDetail problem = Problems.problem(HttpStatus.BAD_REQUEST, "INVALID_REQUEST", field + " " + advice, false);
    problem.setProperty("field", field);
    return Problems.response(problem, HttpHeaders.EMPTY);
  }

  @SuppressWarnings("unchecked")
  private static ResponseEntity<Object> asObject(ResponseEntity<?> response) {
    return (ResponseEntity<Object>) response;
  }
}
