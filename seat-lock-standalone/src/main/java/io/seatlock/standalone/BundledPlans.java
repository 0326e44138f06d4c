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

/** Two seating plans for whoever has none: files, which the page puts to a venue. Each is computed when it is first asked for. */
@RestController
class BundledPlans {

  private final Kept theatre = new Kept(ExamplePlans::theatre);

  private final Kept arena = new Kept(ExamplePlans::arena);

  @GetMapping(path = "/plans/theatre.json", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> theatre(HttpServletResponse response) {
    return theatre.answer(response);
  }

  @GetMapping(path = "/plans/arena.json", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> arena(HttpServletResponse response) {
    return arena.answer(response);
  }

  /** A file that is kept, and its etag. */
  static final class Kept {

    private final Supplier<byte[]> example;

    private byte @Nullable [] json;

    private String etag = "";

    Kept(Supplier<byte[]> example) {
      this.example = example;
    }

    /** The header directly, to replace the one that all answers have. */
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
