package io.seatlock.rest.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Answers errors that the servlet container reports after the request was read, such as a broken body, TRACE or an
 * unsatisfiable range, with a problem.
 */
@Controller
class ErrorProblems implements ErrorController {

  @RequestMapping("${server.error.path:/error}")
  @Nullable
  ResponseEntity<ProblemDetail> problem(HttpServletRequest request, HttpServletResponse response) {
    if (response.isCommitted()) { // a stream whose client has disconnected
      return null;
    }
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    HttpStatus known = status instanceof Integer code ? StatusProblem.status(code) : HttpStatus.NOT_FOUND;
    ProblemDetail problem = StatusProblem.problem(known);
    problem
        .setInstance(path instanceof String text ? StatusProblem.instance(text) : URI.create(request.getRequestURI()));
    return Problems.response(problem, HttpHeaders.EMPTY);
  }
}
