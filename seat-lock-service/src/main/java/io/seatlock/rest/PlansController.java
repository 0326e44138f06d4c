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

  /** Plans that are read and parsed at a time. A large plan takes 0.2 s and about 100 MB. */
  private static final int READ_AT_ONCE = 2;

  /**
   * Requests in progress, including those that wait for another writer of the same venue. A parsed large plan takes
   * about 50 MB.
   */
  private static final int HELD_AT_ONCE = 6;

  /** Seconds. */
  private static final String RETRY_AFTER = "5";

  private static final Duration PERMIT_TIMEOUT = Duration.ofSeconds(2);

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
    try {
      return permitted(holding, () -> {
        Read read = permitted(reading, () -> {
          byte[] document = bodies.read(request);
          return new Read(document, LayoutReader.read(document));
        });
        return put(venue, read.document(), read.plan());
      });
    } catch (PlanTooLarge | CallRefused refused) {
      // Here all permits are released: however slowly the rest arrives, others can store their plans.
      bodies.drop(request);
      throw refused;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Read(byte[] document, PlanReading plan) {}

  private interface Work<T> {
    T get() throws HttpMediaTypeNotSupportedException;
  }

  /** @throws CallRefused 503, if no permit becomes free within 2 seconds */
  private static <T> T permitted(Semaphore permits, Work<T> work) throws HttpMediaTypeNotSupportedException {
    if (!acquired(permits)) {
      throw new CallRefused(503, "UNAVAILABLE",
          "Other plans are being stored at the moment. Nothing was changed; send the same request again after "
              + "the seconds in Retry-After.",
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
      return permits.tryAcquire(PERMIT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ResponseEntity<?> put(String venueId, byte[] document, PlanReading reading) {
    return switch (reading) {
      case PlanReading.Invalid invalid -> PlanProblems.invalid(invalid.mistakes());
      case PlanReading.Valid valid -> put(venueId, document, valid.plan());
    };
  }

  private ResponseEntity<?> put(String venueId, byte[] document, SeatingPlan plan) {
    return switch (plans.put(venueId, document, plan)) {
      case Plans.Put.InUse inUse -> PlanProblems.inUse(inUse.fields());
      case Plans.Put.Stored stored -> ResponseEntity.status(stored.created() ? HttpStatus.CREATED : HttpStatus.OK)
          .eTag(header(stored.etag())).body(PlanAnswer.of(plan, stored.etag()));
    };
  }

  /** Returns the plan as it was stored. A browser may cache it, but must revalidate it each time. */
  @GetMapping("/venues/{venueId}/plan")
  @Nullable
  ResponseEntity<?> get(@PathVariable String venueId,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings, WebRequest request,
      HttpServletResponse response) throws IOException {
    String venue = IdRules.id("venueId", venueId);
    String known = plans.etag(venue);
    if (known != null && request.checkNotModified(header(known))) {
      setHeaders(response, known);
      return null;
    }
    Plans.Document document = known == null ? null : plans.document(venue);
    if (document == null) {
      throw new NoPlan();
    }
    setHeaders(response, document.etag());
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

  /** Sets the headers directly, to replace the {@code Cache-Control} that all answers have. */
  private static void setHeaders(HttpServletResponse response, String etag) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    response.setHeader(HttpHeaders.ETAG, header(etag));
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
  }

  /** A weak validator, since the same document may be sent compressed or not. */
  private static String header(String etag) {
    return "W/\"" + etag + "\"";
  }
}
