package io.seatlock.rest;

import io.seatlock.plan.NoPlan;
import io.seatlock.plan.Plans;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.layout.LayoutReader;
import io.seatlock.plan.layout.PlanReading;
import io.seatlock.rest.PlanBody.PlanTooLarge;
import io.seatlock.seat.IdRules;
import io.seatlock.security.CallRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
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

  /** A large plan takes 0.2 s and some 100 MB to read. */
  private static final int READ_AT_ONCE = 2;

  /** Read, and perhaps waiting for another writer of the same venue; a large plan takes some 50 MB. */
  private static final int HELD_AT_ONCE = 6;

  /** Seconds. */
  private static final String RETRY_AFTER = "5";

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Semaphore reading = new Semaphore(READ_AT_ONCE, true);

  private final Semaphore holding = new Semaphore(HELD_AT_ONCE, true);

  private final Plans plans;

  private final PlanBody bodies;

  PlansController(Plans plans, PlanBody bodies) {
    this.plans = plans;
    this.bodies = bodies;
  }

  @PutMapping(path = "/venues/{venueId}/plan", consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json"})
  ResponseEntity<?> put(@PathVariable String venueId, HttpServletRequest request, Ownership ownership)
      throws HttpMediaTypeNotSupportedException {
    String venue = IdRules.id("venueId", venueId);
    ownership.notePlan(venue);
    return permitted(holding, request, () -> {
      Read read = permitted(reading, request, () -> {
        byte[] document = bodies.read(request);
        return new Read(document, LayoutReader.read(document));
      });
      return put(venue, read.document(), read.plan());
    });
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Read(byte[] document, PlanReading plan) {}

  private interface Work<T> {
    T get() throws HttpMediaTypeNotSupportedException;
  }

  /** @throws CallRefused if others use all permits */
  private <T> T permitted(Semaphore permits, HttpServletRequest request, Work<T> work)
      throws HttpMediaTypeNotSupportedException {
    if (!acquired(permits)) {
      bodies.drop(request);
      throw new CallRefused(503, "UNAVAILABLE",
          "Others are putting plans at the moment. Nothing was changed; send the same request again.",
          Map.of(HttpHeaders.RETRY_AFTER, RETRY_AFTER));
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> tooLarge(PlanTooLarge tooLarge) {
    return PlanProblems.tooLarge(tooLarge);
  }

  private static boolean acquired(Semaphore permits) {
    try {
      return permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
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
    String known = plans.etag(venue);
    if (known != null && request.checkNotModified(header(known))) {
      describe(response, known);
      return null;
    }
    Plans.Document document = known == null ? null : plans.document(venue);
    if (document == null) {
      throw new NoPlan();
    }
    describe(response, document.etag());
    if (AcceptedEncodings.includeGzip(encodings)) {
      return ResponseEntity.ok().header(HttpHeaders.CONTENT_ENCODING, "gzip").body(document.gzip());
    }
    return ResponseEntity.ok()
        .body(new InputStreamResource(new GZIPInputStream(new ByteArrayInputStream(document.gzip()))));
  }

  @DeleteMapping("/venues/{venueId}/plan")
  ResponseEntity<Void> delete(@PathVariable String venueId, Ownership ownership) {
    String venue = IdRules.id("venueId", venueId);
    ownership.notePlan(venue);
    plans.delete(venue);
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
