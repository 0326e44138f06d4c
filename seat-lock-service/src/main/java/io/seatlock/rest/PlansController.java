package io.seatlock.rest;

import io.seatlock.plan.Plans;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.StoredPlan;
import io.seatlock.plan.layout.LayoutReader;
import io.seatlock.plan.layout.PlanReading;
import io.seatlock.seat.IdRules;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** The REST endpoints for seating plans. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class PlansController {

  /** A large one takes 0.2 s and some 100 MB, so others wait. */
  private static final int READ_AT_ONCE = 2;

  private final Semaphore reading = new Semaphore(READ_AT_ONCE, true);

  private final Plans plans;

  private final PlanBody bodies;

  PlansController(Plans plans, PlanBody bodies) {
    this.plans = plans;
    this.bodies = bodies;
  }

  @PutMapping(path = "/venues/{venueId}/plan", consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json"})
  ResponseEntity<?> put(@PathVariable String venueId, HttpServletRequest request)
      throws HttpMediaTypeNotSupportedException {
    String venue = IdRules.id("venueId", venueId);
    byte[] document = bodies.read(request);
    reading.acquireUninterruptibly();
    try {
      return put(venue, document, LayoutReader.read(document));
    } finally {
      reading.release();
    }
  }

  private ResponseEntity<?> put(String venueId, byte[] document, PlanReading reading) {
    return switch (reading) {
      case PlanReading.Mistaken mistaken -> PlanProblems.invalid(mistaken.mistakes());
      case PlanReading.Whole whole -> put(venueId, document, whole.plan());
    };
  }

  private ResponseEntity<?> put(String venueId, byte[] document, SeatingPlan plan) {
    return switch (plans.put(venueId, document, plan)) {
      case Plans.Put.InUse inUse -> PlanProblems.inUse(inUse.fields());
      case Plans.Put.Stored stored -> ResponseEntity.status(stored.created() ? HttpStatus.CREATED : HttpStatus.OK)
          .eTag(header(stored.etag())).body(PlanAnswer.of(plan, stored.etag()));
    };
  }

  /** A browser may keep it, but has to ask each time whether it is still the one. */
  @GetMapping("/venues/{venueId}/plan")
  @Nullable
  ResponseEntity<?> get(@PathVariable String venueId,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings, WebRequest request,
      HttpServletResponse response) throws IOException {
    String venue = IdRules.id("venueId", venueId);
    StoredPlan known = plans.find(venue);
    if (known == null) {
      return PlanProblems.none();
    }
    if (request.checkNotModified(header(known.etag()))) {
      describe(response, known.etag());
      return null;
    }
    Plans.Document document = plans.document(venue);
    if (document == null) {
      return PlanProblems.none();
    }
    describe(response, document.etag());
    if (AcceptedEncodings.includeGzip(encodings)) {
      return ResponseEntity.ok().header(HttpHeaders.CONTENT_ENCODING, "gzip").body(document.gzip());
    }
    return ResponseEntity.ok()
        .body(new InputStreamResource(new GZIPInputStream(new ByteArrayInputStream(document.gzip()))));
  }

  @DeleteMapping("/venues/{venueId}/plan")
  ResponseEntity<Void> delete(@PathVariable String venueId) {
    plans.delete(IdRules.id("venueId", venueId));
    return ResponseEntity.noContent().build();
  }

  /** Directly, to replace what all answers have. */
  private static void describe(HttpServletResponse response, String etag) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    response.setHeader(HttpHeaders.ETAG, header(etag));
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
  }

  /** Weak, since the same document is answered compressed or not. */
  private static String header(String etag) {
    return "W/\"" + etag + "\"";
  }
}
