package io.seatlock.live.list;

import io.seatlock.plan.NoPlan;
import io.seatlock.limits.ClientAddresses;
import io.seatlock.limits.RateSettings;
import io.seatlock.plan.Occupancy;
import io.seatlock.plan.Plans;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.IdRules;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.SeatState.Status;
import io.seatlock.seat.TakenSeats;
import io.seatlock.security.Caller;
import io.seatlock.security.SecurityMode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** The REST endpoints that return the states of all seats of a venue. */
@RestController
class VenueSeatsController {

  private final Plans plans;

  private final TakenSeats taken;

  private final SecurityMode mode;

  private final ListLimits limits;

  private final RateSettings rates;

  private final ClientAddresses addresses;

  VenueSeatsController(Plans plans, TakenSeats taken, SecurityMode mode, ListLimits limits, RateSettings rates,
      ClientAddresses addresses) {
    this.plans = plans;
    this.taken = taken;
    this.mode = mode;
    this.limits = limits;
    this.rates = rates;
    this.addresses = addresses;
  }

  /** Also answers callers that accept any content type: Spring then takes the type that comes first in the alphabet. */
  @GetMapping(path = "/venues/{venueId}/seats", produces = MediaType.APPLICATION_JSON_VALUE)
  void list(@PathVariable String venueId, @RequestParam(required = false) @Nullable String section,
      @RequestParam(required = false) @Nullable String status, HttpServletRequest request,
      HttpServletResponse response) throws IOException {
    String venue = IdRules.id("venueId", venueId);
    Status wanted = status(status);
    try (var _ = limits.ofClient(rates.enabled() ? addresses.client(request) : null)) {
      SeatList list = read(venue, section, wanted, Caller.of(request));
      try (var _ = limits.sending(list.bytes())) {
        send(list, request, response);
      }
    }
  }

  private SeatList read(String venue, @Nullable String section, @Nullable Status status, @Nullable Caller caller) {
    StoredPlan plan = plans.find(venue);
    SeatList.Filter filter = new SeatList.Filter(section(section, plan), status);
    try (var _ = limits.reading()) {
      // Not before: many requests may wait for the permit, and a list is large even while it is empty.
      SeatList list = new SeatList(venue, plan, filter, seesDeadlines(caller));
      taken.read(venue, list);
      return list;
    }
  }

  private static void send(SeatList list, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!new ServletWebRequest(request, response).checkNotModified(list.etag())) {
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      list.writeTo(response.getOutputStream());
    }
  }

  private static @Nullable Status status(@Nullable String name) {
    return switch (name) {
      case null -> null;
      case "LOCKED" -> Status.LOCKED;
      case "FINALIZED" -> Status.FINALIZED;
      default -> throw new InvalidRequest("status", "must be LOCKED or FINALIZED; all other seats are available");
    };
  }

  private static @Nullable Integer section(@Nullable String called, @Nullable StoredPlan plan) {
    int section = called == null || plan == null ? -1 : plan.plan().indexOfSection(called);
    if (called != null && section < 0) {
      throw new InvalidRequest("section", "must be the zone_id or the name of a zone of the venue's plan");
    }
    return called == null ? null : section;
  }

  /** Whether the caller may see the deadlines of locks: in token mode only if the caller acts for others. */
  private boolean seesDeadlines(@Nullable Caller caller) {
    return mode != SecurityMode.TOKEN
        || (caller != null && caller.actsForOthers());
  }

  @GetMapping(path = "/venues/{venueId}/seats", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  void bits(@PathVariable String venueId, @RequestParam(required = false) @Nullable String section,
      @RequestParam(required = false) @Nullable String status, HttpServletRequest request,
      HttpServletResponse response) throws IOException {
    String venue = IdRules.id("venueId", venueId);
    if (section != null || status != null) {
      throw new InvalidRequest(section == null ? "status" : "section", "is supported only with Accept: "
          + "application/json; leave it out");
    }
    Plans.Now now = plans.now(venue);
    if (now == null) {
      throw new NoPlan();
    }
    Occupancy occupancy = now.occupancy();
    byte[] bits = Arrays.copyOf(occupancy.bits(), (now.stored().plan().seats().size() + 3) >> 2);
    response.setHeader("X-Seat-Seq", Long.toString(SeatList.seq(occupancy.at())));
    response.setHeader("X-Seat-Plan", occupancy.etag());
    String etag = '"' + occupancy.etag() + '-' + digest(bits) + '"';
    if (!new ServletWebRequest(request, response).checkNotModified(etag)) {
      response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
      response.setHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bits.length));
      response.getOutputStream().write(bits);
    }
  }

  /** The first 16 bytes of the SHA-256, in hexadecimal. */
  private static String digest(byte[] bits) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bits), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
