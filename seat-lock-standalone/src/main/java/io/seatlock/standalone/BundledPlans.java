package io.seatlock.standalone;

import io.seatlock.plans.ExamplePlans;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Two example seating plans as files, which the page can assign to a venue. Each is computed at the first request. */
@RestController
class BundledPlans {

  private final CachedFile theatre = new CachedFile(ExamplePlans::theatre);

  private final CachedFile arena = new CachedFile(ExamplePlans::arena);

  @GetMapping(path = "/plans/theatre.json", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> theatre(HttpServletResponse response) {
    return theatre.answer(response);
  }

  @GetMapping(path = "/plans/arena.json", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> arena(HttpServletResponse response) {
    return arena.answer(response);
  }

  /** A file that is computed once, and its etag. */
  static final class CachedFile {

    private final Supplier<byte[]> example;

    private byte @Nullable [] json;

    private String etag = "";

    CachedFile(Supplier<byte[]> example) {
      this.example = example;
    }

    /** Sets the header on the response itself, to replace the one that a filter has set on all responses. */
    synchronized ResponseEntity<byte[]> answer(HttpServletResponse response) {
      byte[] known = json;
      if (known == null) {
        known = example.get();
        json = known;
        etag = DigestUtils.md5DigestAsHex(known);
      }
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
      return ResponseEntity.ok().eTag(etag).body(known);
    }
  }
}
