package io.seatlock.live;

import io.seatlock.limits.ClientAddresses;
import io.seatlock.plan.NoPlan;
import io.seatlock.plan.Plans;
import io.seatlock.seat.IdRules;
import io.seatlock.security.Caller;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The REST endpoint that opens live streams. */
@RestController
class StreamController {

  /**
   * The mean time that clients wait before they reconnect, in ms. Each gets a random time from half of it to one and a
   * half times it, so that they do not all reconnect at once.
   */
  private static final long RETRY_MS = 2000;

  /** The longest duration of a stream whose caller was authenticated. */
  private static final Duration MAX_AUTHENTICATED = Duration.ofMinutes(15);

  private final LiveVenues venues;

  private final Plans plans;

  private final LiveSettings settings;

  private final StreamLimits limits;

  private final ClientAddresses addresses;

  StreamController(LiveVenues venues, Plans plans, LiveSettings settings, StreamLimits limits,
      ClientAddresses addresses) {
    this.venues = venues;
    this.plans = plans;
    this.settings = settings;
    this.limits = limits;
    this.addresses = addresses;
  }

  @GetMapping("/venues/{venueId}/seats/stream")
  void stream(@PathVariable String venueId, @RequestParam(required = false) @Nullable String encoding,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      HttpServletRequest request, HttpServletResponse response) throws IOException {
    Encoding wanted = Encoding.of(encoding);
    String venue = IdRules.id("venueId", venueId);
    checkPlan(venue);
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    // Otherwise nginx buffers the events until it has a few kilobytes.
    response.setHeader("X-Accel-Buffering", "no");
    if (request.getMethod().equals(HttpMethod.GET.name())) {
      open(venue, wanted, lastEventId, request);
    }
  }

  private void checkPlan(String venue) {
    LiveVenue watched = venues.find(venue);
    boolean isKnown = watched != null && watched.now().number() > 0 && !watched.isOver();
    if (!isKnown && plans.find(venue) == null) {
      throw new NoPlan();
    }
  }

  private void open(String venue, Encoding encoding, @Nullable String lastEventId, HttpServletRequest request)
      throws IOException {
    Runnable release = limits.take(addresses.client(request));
    try {
      AsyncContext call = request.startAsync();
      call.setTimeout(maxDuration(request));
      ServletOutputStream out = call.getResponse().getOutputStream();
      SeatStream stream = venues.watch(venue, live -> live.add(new SeatStream(call, out, encoding,
          live.now().numberOf(lastEventId), greeting(), live, settings.patience(), release)));
      if (stream == null) {
        call.complete();
        release.run();
      } else {
        stream.start();
      }
    } catch (Throwable failed) {
      release.run();
      if (request.isAsyncStarted()) {
        request.getAsyncContext().complete();
      }
      throw failed;
    }
  }

  /**
   * The longest duration of the stream, in ms; 0: no limit. A token is checked only when a stream is opened, so an
   * authenticated stream is limited. The duration is random, so that clients do not all reconnect at once.
   */
  private static long maxDuration(HttpServletRequest request) {
    return Caller.of(request) == null
        ? 0
        : RandomGenerator.getDefault().nextLong(MAX_AUTHENTICATED.toMillis() * 2 / 3, MAX_AUTHENTICATED.toMillis());
  }

  private static byte[] greeting() {
    return EventEncoder.retry(RandomGenerator.getDefault().nextLong(RETRY_MS / 2, RETRY_MS * 3 / 2));
  }
}
