package io.seatlock.rest.problem;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Creates the problem for a request that the server refuses with only a status. The code is the name of the status. */
final class StatusProblem {

  private StatusProblem() {}

  static HttpStatus status(int code) {
    return Objects.requireNonNullElse(HttpStatus.resolve(code), HttpStatus.INTERNAL_SERVER_ERROR);
  }

  static ProblemDetail problem(HttpStatus status) {
    String code = status == HttpStatus.INTERNAL_SERVER_ERROR ? "INTERNAL_ERROR" : status.name();
    return Problems.problem(status, code, detail(status), status == HttpStatus.SERVICE_UNAVAILABLE);
  }

  /** @param path the path as the caller sent it, which may be malformed */
  static URI instance(@Nullable String path) {
    try {
      return path == null ? URI.create("/") : URI.create(URI.create(path).toASCIIString());
    } catch (IllegalArgumentException noPath) {
      return URI.create("/");
    }
  }

  private static String detail(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST ->
        "The request is not valid HTTP: send one Host header, a correct Content-Length, and "
            + "percent-encode whatever is not allowed in a path or query.";
      case NOT_FOUND -> "There is nothing here; the paths are listed at /v3/api-docs.";
      case METHOD_NOT_ALLOWED -> "This method is not allowed here; the methods are listed at /v3/api-docs.";
      case URI_TOO_LONG -> "The request line is too long; send the fields in the body.";
      case REQUESTED_RANGE_NOT_SATISFIABLE -> "The page is shorter than the range; ask without the header Range.";
      case EXPECTATION_FAILED -> "The only supported Expect header is 100-continue; leave it out.";
      case REQUEST_HEADER_FIELDS_TOO_LARGE -> "The headers are too many or too large; send fewer or shorter ones, "
          + "perhaps without cookies.";
      case NOT_IMPLEMENTED -> "This method or Transfer-Encoding is not supported; send a plain or chunked body.";
      case HTTP_VERSION_NOT_SUPPORTED -> "Send HTTP/1.1 or HTTP/1.0.";
      case INTERNAL_SERVER_ERROR -> "The request failed because of an internal error; see the log of the service.";
      default -> "The server refused the request: " + status.getReasonPhrase() + ".";
    };
  }
}
