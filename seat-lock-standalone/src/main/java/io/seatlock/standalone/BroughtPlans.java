package io.seatlock.standalone;

import io.seatlock.plans.ExamplePlans;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Two seating plans for whoever has none: files, which the page puts to a venue. They are made anew for each answer. */
@RestController
class BroughtPlans {

  @GetMapping(path = "/plans/theatre.json", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> theatre() {
    return file(ExamplePlans.theatre());
  }

  @GetMapping(path = "/plans/arena.json", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> arena() {
    return file(ExamplePlans.arena());
  }

  private static ResponseEntity<byte[]> file(byte[] json) {
    return ResponseEntity.ok().cacheControl(CacheControl.noCache()).eTag(DigestUtils.md5DigestAsHex(json)).body(json);
  }
}
