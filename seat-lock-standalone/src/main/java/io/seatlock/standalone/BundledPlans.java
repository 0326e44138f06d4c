package io.seatlock.standalone;

import io.seatlock.plans.ExamplePlans;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Two seating plans for whoever has none: files, which the page puts to a venue. They are made anew for each answer. */
@RestController
class BundledPlans {

  @GetMapping(path = "/plans/theatre.json", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> theatre(HttpServletResponse response) {
    return file(ExamplePlans.theatre(), response);
  }

  @GetMapping(path = "/plans/arena.json", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> arena(HttpServletResponse response) {
    return file(ExamplePlans.arena(), response);
  }

  /** The header directly, to replace the one that all answers have. */
  private static ResponseEntity<byte[]> file(byte[] json, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    return ResponseEntity.ok().eTag(DigestUtils.md5DigestAsHex(json)).body(json);
  }
}
